/** Files by button, paste and drop: each has a line with its progress, and a word when it was refused. */
import { csrfToken } from "@kernel/api/csrf";
import { insertBlock } from "./editing";
import { current, type Parts, write } from "./field";

export type Sent = { done: Promise<{ markdown: string }>; cancel: () => void };
export type Send = (file: File, progress: (part: number) => void) => Sent;

/** fetch knows no progress of what is sent. */
const send: Send = (file, progress) => {
  const request = new XMLHttpRequest();
  const done = new Promise<{ markdown: string }>((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const answer = parse(request.responseText);
      if (request.status < 300 && typeof answer.markdown === "string") resolve({ markdown: answer.markdown });
      else reject(new Error(String(answer.message ?? request.statusText)));
    });
    request.addEventListener("error", () => reject(new Error(request.statusText)));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
  });
  const form = new FormData();
  form.append("file", file);
  request.open("POST", "/api/v1/uploads");
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.send(form);
  return { done, cancel: () => request.abort() };
};

export function attachUploads({ root, field, words, part }: Parts, upload: Send = send): void {
  const list = part<HTMLElement>("[data-uploads]");
  const input = part<HTMLInputElement>("[data-upload-field]");
  const begin = (file: File) => {
    const line = document.createElement("p");
    line.className = "composer-upload";
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    const name = document.createElement("span");
    name.dir = "auto";
    name.textContent = `${words.uploading} ${file.name}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = words.cancel ?? "";
    line.append(name, bar, button);
    list.append(line);
    const sent = upload(file, (share) => {
      bar.value = share;
    });
    button.addEventListener("click", () => sent.cancel(), { once: true });
    sent.done.then(
      ({ markdown }) => {
        line.remove();
        write(field, insertBlock(current(field), markdown));
      },
      (error: Error) => {
        if (error.name === "AbortError") return line.remove();
        bar.remove();
        line.classList.add("field-error");
        name.textContent = `${file.name} ${words.failed} ${error.message}`;
        button.textContent = words.close ?? "";
        button.addEventListener("click", () => line.remove());
      },
    );
  };
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) begin(file);
    input.value = "";
  });
  field.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    files.forEach(begin);
  });
  root.addEventListener("dragover", (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    root.classList.add("is-dropping");
  });
  for (const name of ["dragleave", "drop"]) root.addEventListener(name, () => root.classList.remove("is-dropping"));
  root.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    files.forEach(begin);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
