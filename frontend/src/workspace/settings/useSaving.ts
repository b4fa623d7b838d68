import { ApiError, isTransient } from "@kernel/api/errors";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { toast } from "../ui/Toasts";

/** Runs a change, tells how it went, and keeps the errors of fields for the form. */
export function useSaving() {
  const { t } = useLingui();
  const [saving, setSaving] = useState(false);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const run = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setSaving(true);
    setProblems({});
    try {
      await work();
      if (done) toast(done);
      return true;
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : {};
      setProblems(fields);
      const text = isTransient(error)
        ? t`No connection. Try again in a moment.`
        : error instanceof ApiError
          ? error.message
          : t`This did not work`;
      if (Object.keys(fields).length === 0) toast(text, { tone: "bad" });
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { saving, problems, run };
}
