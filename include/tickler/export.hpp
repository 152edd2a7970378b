// What the shared libraries show: everything else is hidden.
#pragma once

#define TICKLER_API __attribute__((visibility("default")))
