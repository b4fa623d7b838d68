/** UUIDv7 (RFC 9562): made in the browser, so that sending the same message twice is one message. */
let lastTime = 0;
let counter = 0;

export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Ids made in the same millisecond, or after the clock went back, still sort in the order they were made.
  counter = now > lastTime ? 0 : (counter + 1) & 0xfff;
  lastTime = Math.max(now, lastTime);
  if (now < lastTime && counter === 0) lastTime += 1;
  let time = lastTime;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
