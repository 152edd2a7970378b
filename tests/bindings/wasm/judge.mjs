// What came of the questions, in Node or in a page: with what the command has decided for the book.
import {readFileSync} from "node:fs";
import {digest} from "./questions.mjs";

export async function judge({asked, wrong, decided, differ}, where) {
  console.log(`${where}: ${asked} questions, book ${decided}`);
  const faults = wrong.map((each) => `answered otherwise: ${each}`);
  if (asked === 0) faults.push("nothing was asked");
  if (differ.length) faults.push(`zones that Intl has otherwise: ${differ.join(" ")}`);
  const expected = await digest(readFileSync("native.jsonl", "utf8"));
  if (decided !== expected) faults.push(`the command decides otherwise for the book: ${expected}`);
  for (const fault of faults) console.log(fault);
  if (faults.length) process.exit(1);
}
