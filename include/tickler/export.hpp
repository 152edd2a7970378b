// How linkers see the library's names.
//
// All public names lie in an inline namespace that names their ABI: programs write tickler::policy, linkers see
// tickler::v0::policy. Two versions may then live in one process, and a program whose standard library has other layouts
// (_GLIBCXX_DEBUG, which Debug builds of some projects define) is refused by the linker instead of reading our vectors wrongly:
// "undefined reference to `tickler::v0_with_glibcxx_debug::...'". Build tickler with the same macro, or the program without it.
#pragma once

#ifdef _GLIBCXX_DEBUG
#define TICKLER_ABI v0_with_glibcxx_debug
#else
#define TICKLER_ABI v0
#endif

// What the shared libraries show; all else is hidden. A static library shows nothing: linked into a plugin it stays the plugin's
// own. Whoever links the shared libraries has TICKLER_SHARED from CMake or pkg-config.
#ifdef TICKLER_SHARED
#define TICKLER_API __attribute__((visibility("default")))
#else
#define TICKLER_API
#endif

// The result refers to what is annotated, and must not outlive it: clang warns of a line that lets it.
#ifdef __clang__
#define TICKLER_LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define TICKLER_LIFETIME_BOUND
#endif
