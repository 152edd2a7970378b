// What is asked in Node and in a page alike: the conformance file (tests/doors/conformance.hpp), and a book.
import {book, now} from "./book.mjs";

async function loaded({Policy, PolicyError}, {yaml, name}) {
  try {
    const policy = await Policy.load(yaml, name);
    return {policy, result: 0, problems: policy.warnings};
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return {result: 1, problems: error.problems};
  }
}

function answer({policy, result, problems}, {ask, case: one, besides, now}, {Refused}) {
  const said = (list) => list.map((each) => each.said), found = [];
  const onProblem = (problem) => found.push(problem);
  if (ask === "load") return [result, "", said(problems)];
  try {
    const told = ask === "decide" ? policy.decide(one, now, {onProblem})
               : ask === "may" ? policy.may(one, besides, now, {onProblem})
               : ask === "explain" ? policy.explain(one, now, {onProblem})
               : policy.preview(one, now, {script: besides, onProblem});
    return [0, told, said(found)];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [1, "", said(error.problems)];
  }
}

export async function conformance(tickler, text) {
  const policies = [], wrong = [];
  let asked = 0;
  for (const line of text.trimEnd().split("\n")) {
    const question = JSON.parse(line);
    if (!question.ask) {
      policies.push(await loaded(tickler, question));
      continue;
    }
    ++asked;
    const got = JSON.stringify(answer(policies[question.policy], question, tickler));
    const wanted = JSON.stringify([question.result, question.answer, question.problems]);
    if (got !== wanted && wrong.length < 5) wrong.push(`${line}\n  answered: ${got}`);
  }
  return {asked, wrong};
}

// SHA-256 of the decisions for the book.
export async function bookDigest({Policy}, yaml) {
  const policy = await Policy.load(yaml, "art-of-follow-up.yaml");
  return digest(policy.decideLines(book(10000), now));
}

export async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");
}

// Zones in which something is unusual, that Intl has otherwise than the system: from 1970 to 2024, in which their releases agree.
export function zonesThatDiffer({intlZone}, zoneOf) {
  const end = Date.UTC(2025, 0) / 1000;
  const changes = ({begins, offsets}) => {
    const list = [];
    begins.forEach((begin, i) => {
      if (begin <= 0) list[0] = [0, offsets[i]];
      else if (begin < end && offsets[i] !== list.at(-1)[1]) list.push([begin, offsets[i]]);
    });
    return JSON.stringify(list);
  };
  return unusual.filter((name) => changes(intlZone(name)) !== changes(zoneOf(name)));
}
export const unusual = ["Africa/Casablanca", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia", "Europe/Dublin",
                        "America/New_York", "Asia/Kolkata", "Africa/Monrovia", "America/Sao_Paulo"];
