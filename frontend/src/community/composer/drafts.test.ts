import { ApiError } from "@kernel/api/errors";
import { describe, expect, it } from "vitest";
import { DraftKeeper, type DraftText, type Outcome, type Store } from "./drafts";

const text = (body: string): DraftText => ({ body, title: "", space_id: null, tags: "", version: null, poll: null });

/** One server that two devices write to. */
class Shelf {
  sequence = 0;
  body = "";
  away = false;

  device(): { keeper: DraftKeeper; told: Outcome[] } {
    const told: Outcome[] = [];
    const store: Store = {
      get: async () => null,
      drop: async () => null,
      put: async (given, sequence) => {
        if (this.away) throw new Error("no network");
        if (sequence !== this.sequence) {
          const body = { code: "draft_conflict", message: "", ...text(this.body), sequence: this.sequence };
          throw new ApiError(409, body);
        }
        this.body = given.body;
        this.sequence += 1;
        return this.sequence;
      },
    };
    return { keeper: new DraftKeeper(store, this.sequence, (outcome) => told.push(outcome)), told };
  }
}

describe("a draft on two devices", () => {
  it("is saved in order, the latest text last, and once while nothing changes", async () => {
    const shelf = new Shelf();
    const { keeper } = shelf.device();
    await Promise.all([keeper.keep(text("a")), keeper.keep(text("ab")), keeper.keep(text("abc"))]);
    await keeper.keep(text("abc"));
    expect([shelf.body, shelf.sequence, keeper.number]).toEqual(["abc", 2, 2]);
  });

  it("stops when the other device was faster, and goes on as somebody decides", async () => {
    const shelf = new Shelf();
    const [desk, phone] = [shelf.device(), shelf.device()];
    await phone.keeper.keep(text("from the phone"));
    await desk.keeper.keep(text("from the desk"));
    expect(desk.told).toMatchObject([{ conflict: { body: "from the phone", sequence: 1 } }]);
    await desk.keeper.keep(text("from the desk, more"));
    expect(shelf.body).toBe("from the phone");
    desk.keeper.resolve(1, null);
    await desk.keeper.keep(text("from the desk, more"));
    expect([shelf.body, desk.keeper.number]).toEqual(["from the desk, more", 2]);
    await phone.keeper.keep(text("phone again"));
    expect(phone.told.at(-1)).toMatchObject({ conflict: { body: "from the desk, more" } });
  });

  it("says that it could not be saved and saves when the network is back", async () => {
    const shelf = new Shelf();
    const { keeper, told } = shelf.device();
    shelf.away = true;
    await keeper.keep(text("a"));
    shelf.away = false;
    await keeper.keep(text("a"));
    expect(told).toEqual(["failed", "saved"]);
    expect(shelf.body).toBe("a");
  });

  it("saves nothing after the text was sent", async () => {
    const shelf = new Shelf();
    const { keeper } = shelf.device();
    keeper.stop();
    await keeper.keep(text("late"));
    expect(shelf.sequence).toBe(0);
  });
});
