#define FFI_SCOPE "TICKLER"
#define FFI_LIB "libtickler-c.so.0"
// The functions of tickler.h that Library.php calls; for the web: ffi.preload=/path/to/tickler.ffi.h. FFI_LIB may be a path, too. PHP
// sees both only if nothing stands before them.

typedef struct tickler_text {
  const char* data;
  size_t size;
} tickler_text;
typedef struct tickler_policy tickler_policy;
typedef struct tickler_worker tickler_worker;
typedef struct tickler_problems tickler_problems;
typedef struct tickler_problem {
  int32_t number, severity;
  uint32_t line, column;
  tickler_text file, path, message, said;
} tickler_problem;

uint32_t tickler_abi(void);
uint32_t tickler_oldest_abi(void);
size_t tickler_problems_size(const tickler_problems* list);
int32_t tickler_problems_get(const tickler_problems* list, size_t i, tickler_problem* out, size_t out_size);
void tickler_problems_free(tickler_problems* list);
int32_t tickler_policy_load(tickler_text yaml, tickler_text name, tickler_policy** out, tickler_problems** problems);
void tickler_policy_free(tickler_policy* p);
int32_t tickler_worker_new(tickler_policy* p, uint32_t abi, tickler_worker** out);
void tickler_worker_free(tickler_worker* w);
const tickler_problems* tickler_worker_problems(const tickler_worker* w);
int32_t tickler_decide_json(tickler_worker* w, tickler_text one_case, int64_t now, tickler_text* decision);
int32_t tickler_decide_lines(tickler_worker* w, tickler_text cases, int64_t now, tickler_text* decisions);
int32_t tickler_may_json(tickler_worker* w, tickler_text one_case, tickler_text touch, int64_t now, tickler_text* answer);
int32_t tickler_explain_json(tickler_worker* w, tickler_text one_case, int64_t now, uint32_t flags, tickler_text* told);
int32_t tickler_preview_json(tickler_worker* w, tickler_text one_case, tickler_text script, int64_t from, int64_t until,
                             uint32_t flags, tickler_text* timeline);
int32_t tickler_save_state(tickler_worker* w, tickler_text one_case, int64_t until, tickler_text* bytes);
int32_t tickler_decide_saved_json(tickler_worker* w, tickler_text bytes, tickler_text one_case, int64_t now,
                                  tickler_text* decision, tickler_text* bytes_after);
