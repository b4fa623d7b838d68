/** Several tabs, one socket: the tab that holds the lock connects, the others listen to it. */
import { LiveConnection, type LiveListener, type LiveStatus, type Socket } from "./connection";
import { judge, type Position } from "./cursor";
import type { EventFrame, LaneFrame, LaneState } from "./frames";

type FromFollower =
  | { k: "hi"; tab: string; topics: string[] }
  | { k: "bye"; tab: string }
  | { k: "lane"; topic: string; state: LaneState };
type FromLeader =
  | { k: "leading" }
  | { k: "here"; to: string; position: Position; status: LiveStatus }
  | { k: "event"; frame: EventFrame }
  | { k: "reset"; position: Position }
  | { k: "forget"; audience: string[] }
  | { k: "laneFrame"; frame: LaneFrame }
  | { k: "status"; status: LiveStatus };
type Message = FromFollower | FromLeader;

/** Web Locks and BroadcastChannel, or stand-ins for them in tests. */
export type Room = {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
  /** Calls back once this tab may lead, and never takes it away. */
  lead(callback: () => void): void;
};

export class SharedLive {
  private connection: LiveConnection | null = null;
  private wanted = new Set<string>();
  private others = new Map<string, string[]>();
  private state: LiveStatus = "connecting";
  /** The number of the last event told to the other tabs. */
  private told: number | null = null;

  constructor(
    private readonly tab: string,
    private readonly room: Room | null,
    private readonly open: () => Socket,
    private readonly listener: LiveListener,
    private position: Position,
  ) {}

  start(topics: string[]): void {
    this.wanted = new Set(topics);
    if (!this.room) return this.lead();
    this.room.listen((message) => this.hear(message as Message));
    this.room.lead(() => this.lead());
    this.greet();
  }

  stop(): void {
    this.connection?.stop();
    this.post({ k: "bye", tab: this.tab });
  }

  join(topic: string): void {
    this.wanted.add(topic);
    this.connection?.join(topic);
    this.greet();
  }

  leave(topic: string): void {
    this.wanted.delete(topic);
    this.leaveUnwanted();
    this.greet();
  }

  lane(topic: string, state: LaneState): void {
    if (this.connection) this.connection.lane(topic, state);
    else this.post({ k: "lane", topic, state });
  }

  wake(): void {
    this.connection?.wake();
  }

  sleep(): void {
    this.connection?.sleep();
  }

  get leads(): boolean {
    return this.connection !== null;
  }

  private greet(): void {
    if (!this.connection) this.post({ k: "hi", tab: this.tab, topics: [...this.wanted] });
  }

  /** From here on this tab holds the socket; it resumes from its own place, so that nothing is lost in between. */
  private lead(): void {
    this.told = this.position.cursor;
    const relay: LiveListener = {
      event: (frame) => this.relay(frame),
      reset: () => this.tell({ k: "reset", position: this.restart() }, () => this.listener.reset()),
      forget: (audience) => this.tell({ k: "forget", audience }, () => this.listener.forget(audience)),
      lane: (frame) => this.tell({ k: "laneFrame", frame }, () => this.listener.lane(frame)),
      refused: (topic) => this.listener.refused(topic),
      status: (status) => this.tell({ k: "status", status }, () => this.setStatus(status)),
      position: (position) => this.move(position),
    };
    this.connection = new LiveConnection(this.open, relay, this.position);
    this.connection.start(this.wanted);
    this.post({ k: "leading" });
  }

  /** Skipped numbers are not told, so for the other tabs each event follows the one told before it. */
  private relay(frame: EventFrame): void {
    this.post({ k: "event", frame: { ...frame, prev: this.told ?? frame.prev } });
    this.told = frame.seq;
    this.listener.event(frame);
  }

  private restart(): Position {
    this.told = this.position.cursor;
    return this.position;
  }

  private tell(message: FromLeader, here: () => void): void {
    here();
    this.post(message);
  }

  private hear(message: Message): void {
    if (this.connection) this.hearAsLeader(this.connection, message);
    else this.hearAsFollower(message);
  }

  private hearAsLeader(connection: LiveConnection, message: Message): void {
    if (message.k === "hi") {
      this.others.set(message.tab, message.topics);
      for (const topic of message.topics) connection.join(topic);
      this.leaveUnwanted();
      this.post({ k: "here", to: message.tab, position: { ...this.position, cursor: this.told }, status: this.state });
    } else if (message.k === "bye") {
      this.others.delete(message.tab);
      this.leaveUnwanted();
    } else if (message.k === "lane") connection.lane(message.topic, message.state);
  }

  private hearAsFollower(message: Message): void {
    switch (message.k) {
      case "leading":
        return this.greet();
      case "here":
        if (message.to === this.tab) this.agree(message.position, message.status);
        return;
      case "event":
        return this.follow(message.frame);
      case "reset":
        this.move(message.position);
        return this.listener.reset();
      case "forget":
        return this.listener.forget(message.audience);
      case "laneFrame":
        return this.listener.lane(message.frame);
      case "status":
        return this.setStatus(message.status);
    }
  }

  /** Another place than the leader's means that something was missed: fetch it all again, then go on together. */
  private agree(position: Position, status: LiveStatus): void {
    const same = position.cursor === this.position.cursor && position.epoch === this.position.epoch;
    this.move(position);
    this.setStatus(status);
    if (!same) this.listener.reset();
  }

  private follow(frame: EventFrame): void {
    const verdict = judge(this.position.cursor, frame.seq, frame.prev);
    if (verdict === "old") return;
    this.move({ ...this.position, cursor: frame.seq });
    if (verdict === "apply") this.listener.event(frame);
    else this.listener.reset();
  }

  private leaveUnwanted(): void {
    const wanted = new Set([...this.wanted, ...[...this.others.values()].flat()]);
    this.connection?.keep(wanted);
  }

  private move(position: Position): void {
    this.position = position;
    this.listener.position(position);
  }

  private setStatus(status: LiveStatus): void {
    this.state = status;
    this.listener.status(status);
  }

  private post(message: Message): void {
    this.room?.post(message);
  }
}
