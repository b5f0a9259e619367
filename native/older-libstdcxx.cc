// Lets the addon run with the C++ libraries of older systems: newer compilers call this function,
// which those do not have yet (it came with GLIBCXX_3.4.29).
#include <new>

namespace std {
[[noreturn]] void __throw_bad_array_new_length() { throw bad_array_new_length(); }
}  // namespace std
