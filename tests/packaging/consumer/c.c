/* A program of somebody else in C. */
#include <stdio.h>
#include <string.h>
#include <tickler/tickler.h>

static tickler_text text(const char* s) {
  const tickler_text t = {s, strlen(s)};
  return t;
}

int main(void) {
  tickler_policy* policy;
  tickler_worker* worker;
  tickler_text decision;
  const char* yaml =
      "policy: six-lines\nzone: Europe/London\nchannels: {email: {}}\n"
      "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}\n";
  const char* one =
      "{\"prospect\":{\"id\":\"ada\"},\"touchpoints\":[{\"at\":\"2026-03-02T10:00:00Z\",\"channel\":\"email\",\"direction\":\"inbound\"}]}";
  if (tickler_policy_load(text(yaml), text("six-lines.yaml"), &policy, NULL) != TICKLER_OK) return 1;
  if (tickler_worker_new(policy, TICKLER_C_ABI, &worker) != TICKLER_OK) return 1;
  if (tickler_decide_json(worker, text(one), 1772452800, &decision) != TICKLER_OK) return 1;
  printf("%.*s\n", (int)decision.size, decision.data);
  tickler_worker_free(worker);
  tickler_policy_free(policy);
  return 0;
}
