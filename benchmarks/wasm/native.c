// What the C library takes for what node.mjs does: POLICY CASES. Microseconds of processor time, medians.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tickler/tickler.h>
#include <time.h>

enum { loads = 61, rounds = 51, calls = 200, books = 5 };
static const tickler_time now = 1772550000;

static double used(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static int by_size(const void* a, const void* b) {
  const double one = *(const double*)a, other = *(const double*)b;
  return (one > other) - (one < other);
}

static double median(double* list, int count) {
  qsort(list, (size_t)count, sizeof *list, by_size);
  return list[count / 2];
}

static tickler_text content(const char* name) {
  FILE* file = fopen(name, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  const long size = ftell(file);
  rewind(file);
  char* data = malloc((size_t)size);
  if (!data || fread(data, 1, (size_t)size, file) != (size_t)size) exit(1);
  fclose(file);
  return (tickler_text){data, (size_t)size};
}

int main(int count, char** words) {
  if (count != 3) return 2;
  const tickler_text yaml = content(words[1]), cases = content(words[2]), name = {"policy.yaml", 11};
  const tickler_text one = {cases.data, (size_t)((const char*)memchr(cases.data, '\n', cases.size) - cases.data)};
  double times[loads];
  tickler_policy* policy;
  tickler_worker* worker;
  tickler_text answer;
  if (tickler_policy_load(yaml, name, &policy, NULL) != TICKLER_OK) return 1;
  if (tickler_worker_new(policy, TICKLER_C_ABI, &worker) != TICKLER_OK) return 1;
  for (int i = 0; i < loads; ++i) {
    const double before = used();
    tickler_policy* again;
    if (tickler_policy_load(yaml, name, &again, NULL) != TICKLER_OK) return 1;
    tickler_policy_free(again);
    times[i] = used() - before;
  }
  printf("load %.0f\n", median(times, loads));
  for (int i = 0; i < rounds; ++i) {
    const double before = used();
    for (int n = 0; n < calls; ++n)
      if (tickler_decide_json(worker, one, now, &answer) != TICKLER_OK) return 1;
    times[i] = (used() - before) / calls;
  }
  printf("case %.2f\n", median(times, rounds));
  for (int i = 0; i < books; ++i) {
    const double before = used();
    if (tickler_decide_lines(worker, cases, now, &answer) != TICKLER_OK) return 1;
    times[i] = used() - before;
  }
  printf("book %.0f\n", median(times, books));
  tickler_worker_free(worker);
  tickler_policy_free(policy);
  return 0;
}
