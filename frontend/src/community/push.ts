/** Messages to this browser while no page is open: asks for leave only when the button is pressed. */
import { api } from "@kernel/api/client";

const WORKER = "/push-worker.js";

export function attachPush(root: Document): void {
  const place = root.querySelector<HTMLElement>("[data-push]");
  if (!place || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  void new PushButton(place).start();
}

class PushButton {
  private readonly button: HTMLButtonElement | null;
  private readonly text: HTMLElement | null;

  constructor(private readonly place: HTMLElement) {
    this.button = place.querySelector("[data-push-button]");
    this.text = place.querySelector("[data-push-text]");
  }

  async start(): Promise<void> {
    await this.show();
    this.button?.addEventListener("click", () => void this.change());
  }

  private async show(): Promise<void> {
    if (!this.button || !this.text) return;
    const isOn = (await this.current()) !== null;
    this.button.hidden = false;
    this.button.textContent = (isOn ? this.place.dataset.on : this.place.dataset.off) ?? "";
    this.button.setAttribute("aria-pressed", String(isOn));
    this.text.textContent = "";
  }

  private async current(): Promise<PushSubscription | null> {
    const worker = await navigator.serviceWorker.getRegistration("/");
    return (await worker?.pushManager.getSubscription()) ?? null;
  }

  private async change(): Promise<void> {
    const known = await this.current();
    try {
      if (known) await this.stop(known);
      else if (!(await this.begin())) return this.say(this.place.dataset.refused);
      await this.show();
    } catch {
      this.say(this.place.dataset.failed);
    }
  }

  private async begin(): Promise<boolean> {
    if ((await Notification.requestPermission()) !== "granted") return false;
    const worker = await navigator.serviceWorker.register(WORKER, { scope: "/" });
    await navigator.serviceWorker.ready;
    const key = bytesOf(this.place.dataset.key ?? "");
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    await api.post("push/subscriptions", made.toJSON());
    return true;
  }

  private async stop(known: PushSubscription): Promise<void> {
    await api.remove("push/subscriptions", { endpoint: known.endpoint });
    await known.unsubscribe();
  }

  private say(words: string | undefined): void {
    if (this.text) this.text.textContent = words ?? "";
  }
}

/** base64url as the server writes keys. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}
