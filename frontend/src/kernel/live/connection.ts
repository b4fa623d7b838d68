/** One websocket that never loses its place: it resumes by cursor, sees gaps, and comes back by itself. */
import { backoff } from "./backoff";
import { judge, type Position } from "./cursor";
import {
  type ClientFrame,
  type EventFrame,
  type LaneFrame,
  type LaneState,
  parseFrame,
  type ServerFrame,
} from "./frames";

export type LiveStatus = "connecting" | "live" | "waiting" | "offline" | "signed-out" | "closed";

export type LiveListener = {
  event(frame: EventFrame): void;
  /** Everything held may be wrong: fetch it again. */
  reset(): void;
  /** These containers are no longer ours to show. */
  forget(audience: string[]): void;
  lane(frame: LaneFrame): void;
  refused(topic: string): void;
  status(status: LiveStatus): void;
  position(position: Position): void;
};

/** The part of WebSocket that is used, so that tests can stand in for the network. */
export type Socket = {
  send(data: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
};

const LAGGED = 4009;
const SIGNED_OUT = 4003;
const PING_EVERY = 25_000;
const ANSWER_WITHIN = 10_000;
const TRIES_PER_GAP = 5;

export class LiveConnection {
  private socket: Socket | null = null;
  private attempt = 0;
  private resyncing = false;
  private fruitless = 0;
  private topics = new Set<string>();
  /** The topics of which the server was told. */
  private told = new Set<string>();
  private timers = { retry: 0, ping: 0, answer: 0 };
  private state: LiveStatus = "closed";

  constructor(
    private readonly open: () => Socket,
    private readonly listener: LiveListener,
    private position: Position,
    private readonly random: () => number = Math.random,
  ) {}

  start(topics: Iterable<string> = this.topics): void {
    this.topics = new Set(topics);
    if (!this.socket) this.connect();
  }

  stop(): void {
    this.drop("closed");
  }

  get status(): LiveStatus {
    return this.state;
  }

  get where(): Position {
    return this.position;
  }

  join(topic: string): void {
    if (this.topics.has(topic)) return;
    this.topics.add(topic);
    if (this.state === "live") this.tellTopics();
  }

  leave(topic: string): void {
    if (this.topics.delete(topic) && this.state === "live") this.tellTopics();
  }

  /** Leaves every topic that is not among these. */
  keep(wanted: ReadonlySet<string>): void {
    for (const topic of [...this.topics]) if (!wanted.has(topic)) this.leave(topic);
  }

  lane(topic: string, state: LaneState): void {
    this.sendWhenLive({ t: "lane", topic, state });
  }

  /** The browser says there is a network again, or the tab came back to the front: find out now, not at the next tick. */
  wake(): void {
    if (this.state === "live") this.ping();
    else if (this.state === "waiting" || this.state === "offline") this.connect();
  }

  /** The browser says there is no network: stop trying until it says otherwise. */
  sleep(): void {
    if (this.state !== "signed-out" && this.state !== "closed") this.drop("offline");
  }

  private connect(): void {
    this.drop("connecting");
    const socket = this.open();
    this.socket = socket;
    socket.onopen = () => this.hello();
    socket.onmessage = ({ data }) => this.receive(socket, data);
    socket.onclose = ({ code }) => this.closed(socket, code);
    this.expectAnswer();
  }

  private hello(): void {
    this.resyncing = true;
    this.told = new Set(this.topics);
    this.send({ t: "hello", cursor: this.position.cursor, epoch: this.position.epoch, topics: [...this.topics] });
    this.expectAnswer();
  }

  private receive(from: Socket, data: unknown): void {
    if (from !== this.socket) return;
    this.heard();
    const frame = typeof data === "string" ? parseFrame(data) : null;
    if (frame) this.handle(frame);
  }

  private handle(frame: ServerFrame): void {
    switch (frame.t) {
      case "ready":
        return this.ready(frame.seq, frame.epoch);
      case "event":
        if (this.advance(frame.seq, frame.prev)) this.listener.event(frame);
        return;
      case "skip":
        this.advance(frame.to, frame.prev);
        return;
      case "reset":
        this.resyncing = false;
        this.move({ cursor: frame.seq, epoch: frame.epoch });
        return this.listener.reset();
      case "forget":
        return this.listener.forget(frame.audience);
      case "lane":
        return this.listener.lane(frame);
      case "refused":
        this.topics.delete(frame.topic);
        this.told.delete(frame.topic);
        return this.listener.refused(frame.topic);
      case "pong":
        return;
    }
  }

  private ready(seq: number, epoch: string): void {
    this.resyncing = false;
    this.attempt = 0;
    const { cursor, epoch: known } = this.position;
    // Before the listener hears of it: what it fetches then must not be older than the first event that can arrive.
    this.tellTopics();
    this.setStatus("live");
    this.schedulePing();
    if (cursor !== null && known === epoch) return;
    // No place of ours in this stream: begin at its head, with everything fetched anew.
    this.move({ cursor: seq, epoch });
    this.listener.reset();
  }

  /** Moves to `seq` when the frame follows what we hold; asks for a replay when something lies between. */
  private advance(seq: number, prev: number | undefined): boolean {
    const verdict = judge(this.position.cursor, seq, prev);
    if (verdict === "apply") {
      this.fruitless = 0;
      this.move({ ...this.position, cursor: seq });
      return true;
    }
    if (verdict === "gap" && !this.resyncing) this.resync();
    return false;
  }

  /** What changed since the server was told: also what changed between a hello and its answer. */
  private tellTopics(): void {
    for (const topic of this.topics) if (!this.told.has(topic)) this.send({ t: "join", topic });
    for (const topic of this.told) if (!this.topics.has(topic)) this.send({ t: "leave", topic });
    this.told = new Set(this.topics);
  }

  private resync(): void {
    this.fruitless += 1;
    if (this.fruitless > TRIES_PER_GAP) this.retry();
    else this.hello();
  }

  private closed(from: Socket, code: number): void {
    if (from !== this.socket) return;
    this.socket = null;
    if (code === SIGNED_OUT) return this.drop("signed-out");
    if (code === LAGGED) this.attempt = 0;
    this.retry();
  }

  private retry(): void {
    this.drop("waiting");
    this.fruitless = 0;
    const delay = backoff(this.attempt, this.random);
    this.attempt += 1;
    this.timers.retry = window.setTimeout(() => this.connect(), delay);
  }

  private drop(status: LiveStatus): void {
    for (const timer of Object.values(this.timers)) window.clearTimeout(timer);
    const socket = this.socket;
    this.socket = null;
    this.resyncing = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    this.setStatus(status);
  }

  private ping(): void {
    this.send({ t: "ping" });
    this.expectAnswer();
  }

  private schedulePing(): void {
    window.clearTimeout(this.timers.ping);
    this.timers.ping = window.setTimeout(() => this.ping(), PING_EVERY);
  }

  private expectAnswer(): void {
    window.clearTimeout(this.timers.answer);
    this.timers.answer = window.setTimeout(() => this.retry(), ANSWER_WITHIN);
  }

  private heard(): void {
    // While a hello is unanswered, other frames do not prove that it arrived.
    if (!this.resyncing) window.clearTimeout(this.timers.answer);
    if (this.state === "live") this.schedulePing();
  }

  private move(position: Position): void {
    this.position = position;
    if (!this.resyncing) window.clearTimeout(this.timers.answer);
    this.listener.position(position);
  }

  private setStatus(status: LiveStatus): void {
    if (status === this.state) return;
    this.state = status;
    if (status === "live") window.clearTimeout(this.timers.answer);
    this.listener.status(status);
  }

  private sendWhenLive(frame: ClientFrame): void {
    if (this.state === "live") this.send(frame);
  }

  private send(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }
}
