/* From C, and as any language that calls C would: load a policy, decide, print. */
#include <stdio.h>
#include <string.h>
#include <tickler/tickler.h>

static tickler_text text(const char* s) {
  const tickler_text t = {s, strlen(s)};
  return t;
}

/* usage: hello POLICY.yaml < CASE, one line of JSON; decides for Monday 2 March 2026, 15:00 UTC */
int main(int argc, char** argv) {
  static char yaml[1 << 20], one[1 << 16];
  FILE* file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  const tickler_text policy_text = {yaml, file ? fread(yaml, 1, sizeof yaml, file) : 0};
  const tickler_text one_case = {one, fread(one, 1, sizeof one, stdin)};
  tickler_policy* policy;
  tickler_problems* problems;
  tickler_problem problem;
  tickler_worker* worker;
  tickler_text decision;
  size_t i;
  if (file) fclose(file);
  tickler_policy_load(policy_text, text(argc == 2 ? argv[1] : "no policy"), &policy, &problems);
  for (i = 0; tickler_problems_get(problems, i, &problem, sizeof problem) == TICKLER_OK; ++i)
    fprintf(stderr, "%.*s\n", (int)problem.said.size, problem.said.data);
  tickler_problems_free(problems);
  if (!policy || tickler_worker_new(policy, TICKLER_C_ABI, &worker) != TICKLER_OK) return 1;
  if (tickler_decide_json(worker, one_case, 1772463600, &decision) == TICKLER_OK)
    printf("%.*s\n", (int)decision.size, decision.data);
  tickler_worker_free(worker);
  tickler_policy_free(policy);
  return 0;
}
