#include "descriptor_stream.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tickler::cli {

descriptor_stream::buffer::int_type descriptor_stream::buffer::overflow(int_type c) {
  if (sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

std::streamsize descriptor_stream::buffer::xsputn(const char* from, std::streamsize n) {
  if (n > epptr() - pptr()) return sync() == 0 && write(from, static_cast<std::size_t>(n)) ? n : 0;
  std::memcpy(pptr(), from, static_cast<std::size_t>(n));
  pbump(static_cast<int>(n));
  return n;
}

int descriptor_stream::buffer::sync() {
  const bool is_written = write(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(room_.data(), room_.data() + room_.size());
  return is_written ? 0 : -1;
}

bool descriptor_stream::buffer::write(const char* from, std::size_t n) {
  while (n != 0) {
    const auto some = ::write(to_, from, n);
    if (some < 0 && errno == EINTR) continue;
    if (some < 0) return error_ = errno, false;
    from += some;
    n -= static_cast<std::size_t>(some);
  }
  return true;
}

}  // namespace tickler::cli
