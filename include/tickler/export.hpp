// What the shared libraries show: everything else is hidden.
#pragma once

#if defined(_WIN32)
#define TICKLER_API
#else
#define TICKLER_API __attribute__((visibility("default")))
#endif
