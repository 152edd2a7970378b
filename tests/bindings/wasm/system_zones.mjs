// A zone of the system's files, of version 2 or later (RFC 8536): their block with 64 bits.
import {readFileSync} from "node:fs";

export function systemZone(name) {
  let file;
  try {
    file = readFileSync(`/usr/share/zoneinfo/${name}`);
  } catch {
    return undefined;
  }
  if (file.toString("latin1", 0, 4) !== "TZif") return undefined;
  const counts = (at) => [0, 1, 2, 3, 4, 5].map((i) => file.readInt32BE(at + 20 + 4 * i));
  const [ut, standard, leap, times, types, letters] = counts(0);
  const second = 44 + times * 5 + types * 6 + letters + leap * 8 + standard + ut;
  const [, , , changes, kinds] = counts(second);
  const at = second + 44, kind = at + 8 * changes, offset = kind + changes;
  const offsets = Array.from({length: kinds}, (_, i) => file.readInt32BE(offset + 6 * i));
  const zone = {begins: [-(2 ** 40)], offsets: [offsets[0]]};
  for (let i = 0; i < changes; ++i) {
    const begin = Number(file.readBigInt64BE(at + 8 * i));
    if (begin <= zone.begins.at(-1)) continue;
    zone.begins.push(begin);
    zone.offsets.push(offsets[file[kind + i]]);
  }
  return zone;
}
