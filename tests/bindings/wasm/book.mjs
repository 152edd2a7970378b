// A book of prospects as case lines, the same each time: what has happened to each in the words of art-of-follow-up.yaml, among
// them opt-outs, dates to come back on, and one in a hundred lines that cannot be read.
const zones = ["America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo",
               "Asia/Kolkata"];
const touches = [
  ["email", "inbound", null, "inquired"], ["phone", "inbound", null, "interested"], ["web", "inbound", null, "interested"],
  ["phone", "outbound", "check_in", "no_answer"], ["phone", "outbound", "check_in", "reached"],
  ["email", "outbound", "inform", "sent"], ["email", "inbound", null, "postponed"], ["phone", "inbound", null, "purchased"],
  ["email", "inbound", null, "declined"], ["email", "outbound", "check_in", "bounced"], ["email", "inbound", null, "opted_out"],
  ["in_person", "outbound", "introduce", "met"],
];
export const policyFile = "art-of-follow-up.yaml";
export const now = Date.UTC(2026, 2, 3, 15) / 1000;

export function book(size) {
  let seed = 20260302; // of a linear congruential generator, modulo 2^32
  const random = (below) => Math.floor(((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32) * below);
  const text = (t) => new Date(t * 1000).toISOString().replace(".000", "");
  const lines = [];
  for (let i = 0; i < size; ++i) {
    const id = `p${i}`;
    const touchpoints = Array.from({length: 1 + random(16)}, () => {
      const [channel, direction, purpose, outcome] = touches[random(100) ? random(10) : random(touches.length)];
      const touch = {at: text(now - random(120 * 86400)), channel, direction};
      if (purpose) touch.purpose = purpose;
      touch.outcome = outcome;
      if (outcome === "postponed" && random(2)) touch.until = text(now + (random(60) - 20) * 86400);
      return touch;
    });
    const contact = {};
    if (random(10)) contact.email = `${id}@example.org`;
    if (random(3)) contact.phone = `+1 212 555 ${1000 + random(9000)}`;
    const line = JSON.stringify({prospect: {id, name: `Zoë ${i}`, zone: zones[random(zones.length)], contact}, touchpoints});
    lines.push(random(100) ? line : line.slice(0, random(line.length)));
  }
  return lines.join("\n") + "\n";
}
