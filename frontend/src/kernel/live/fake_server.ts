/** A stand-in for the server in tests: one log, filtered per subscriber, on a wire that may misbehave. */
import type { LiveListener, Socket } from "./connection";
import type { ClientFrame, ServerFrame } from "./frames";

type Mischief = {
  drop?: (frame: ServerFrame) => boolean;
  double?: (frame: ServerFrame) => boolean;
  reorder?: () => boolean;
};

export class FakeServer {
  hellos: Extract<ClientFrame, { t: "hello" }>[] = [];
  joined: string[] = [];
  left: string[] = [];
  accepted = 0;
  deaf = false;
  refusing = false;
  head = 0;
  private wire: ServerFrame[] = [];
  private socket: Socket | null = null;
  private sentTo = 0;
  private greeted = false;

  constructor(
    private readonly visible: (seq: number) => boolean = () => true,
    readonly epoch = "epoch-1",
  ) {}

  accept(): Socket {
    this.accepted += 1;
    const socket: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => this.receive(JSON.parse(text)),
      close: () => {
        if (this.socket === socket) this.socket = null;
      },
    };
    this.wire = [];
    this.greeted = false;
    this.socket = socket;
    window.setTimeout(() => (this.refusing ? this.cut(1006) : undefined), 0);
    return socket;
  }

  /** Commit `count` more events. */
  publish(count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.head += 1;
      if (this.socket && this.greeted) this.tell(this.head);
    }
  }

  /** Let the browser know that the socket is open, with nothing delivered yet. */
  open(): void {
    if (!this.socket || this.refusing) return;
    this.socket.onopen?.();
    if (this.socket) this.socket.onopen = null;
  }

  /** Deliver what is on the wire. */
  flush({ drop = () => false, double = () => false, reorder = () => false }: Mischief = {}): void {
    this.open();
    while (this.wire.length > 0 && this.socket) {
      if (this.wire.length > 1 && reorder()) this.wire.splice(1, 0, ...this.wire.splice(0, 1));
      const frame = this.wire.shift();
      if (!frame || drop(frame)) continue;
      for (let copy = double(frame) ? 2 : 1; copy > 0; copy -= 1)
        this.socket?.onmessage?.({ data: JSON.stringify(frame) });
    }
  }

  cut(code: number): void {
    const socket = this.socket;
    this.socket = null;
    this.wire = [];
    socket?.onclose?.({ code });
  }

  private receive(frame: ClientFrame): void {
    if (this.deaf) return;
    if (frame.t === "ping") this.wire.push({ t: "pong" });
    if (frame.t === "join") this.joined.push(frame.topic);
    if (frame.t === "leave") this.left.push(frame.topic);
    if (frame.t !== "hello") return;
    this.hellos.push(frame);
    this.greeted = true;
    this.wire.push({ t: "ready", seq: this.head, epoch: this.epoch });
    const resumes = frame.cursor !== null && frame.epoch === this.epoch;
    this.sentTo = resumes ? (frame.cursor ?? 0) : this.head;
    for (let seq = this.sentTo + 1; seq <= this.head; seq += 1) this.tell(seq);
  }

  private tell(seq: number): void {
    const prev = this.sentTo;
    this.sentTo = seq;
    if (!this.visible(seq)) this.wire.push({ t: "skip", to: seq, prev });
    else
      this.wire.push({
        t: "event",
        seq,
        prev,
        type: "x.happened",
        subject: `thing:${seq}`,
        at: "",
        actor: null,
        data: {},
      });
  }
}

export function listenerOf() {
  const seen = { seqs: [] as number[], resets: 0, listener: {} as LiveListener };
  seen.listener = {
    event: (frame) => seen.seqs.push(frame.seq),
    reset: () => {
      seen.resets += 1;
    },
    forget: () => {},
    lane: () => {},
    refused: () => {},
    status: () => {},
    position: () => {},
  };
  return seen;
}
