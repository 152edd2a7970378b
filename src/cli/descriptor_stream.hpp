// A stream into an open file, which is not closed. Like others it only fails; `error()` says why.
#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace tickler::cli {

class descriptor_stream : public std::ostream {
 public:
  explicit descriptor_stream(int to) : std::ostream(nullptr), buffer_(to) { rdbuf(&buffer_); }

  int error() const noexcept { return buffer_.error(); }  // as errno has it

 private:
  class buffer : public std::streambuf {
   public:
    explicit buffer(int to) noexcept : to_(to) { setp(room_.data(), room_.data() + room_.size()); }
    int error() const noexcept { return error_; }

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* from, std::streamsize n) override;
    int sync() override;

   private:
    bool write(const char* from, std::size_t n);

    int to_, error_ = 0;
    std::array<char, 1u << 14> room_;
  };

  buffer buffer_;
};

}  // namespace tickler::cli
