#include "cli/page/sealed.hpp"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <zlib.h>

#include <array>
#include <cstdint>
#include <limits>
#include <new>
#include <stdexcept>

namespace tickler::cli::page {

namespace {

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::string base64(std::string_view bytes) {
  std::string text(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(text.data(), bytes.size(), bytes_of(bytes));
  return text;
}

std::string gzip(std::string_view text) {
  constexpr int window_bits = 15, of_gzip = 16, memory_level = 8;
  if (text.size() > std::numeric_limits<uInt>::max() / 2) throw std::length_error("too much for one page: ask for fewer owners");
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits + of_gzip, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = const_cast<Bytef*>(bytes_of(text));  // zlib reads it only
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const auto end = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) throw std::logic_error("zlib's bound does not hold");
  return out;
}

}  // namespace

std::string hash_source(std::string_view text) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, text.size(), bytes_of(text));
  std::string digest(SHA256_DIGEST_SIZE, '\0');
  sha256_digest(&context, digest.size(), reinterpret_cast<std::uint8_t*>(digest.data()));
  return "sha256-" + base64(digest);
}

std::string packed(std::string_view text) { return base64(gzip(text)); }

std::string filled(std::string_view form, const std::map<std::string, std::string>& places) {
  std::string out;
  for (std::size_t begin = 0; (begin = form.find("{{")) != form.npos;) {
    const auto end = form.find("}}", begin);
    out += form.substr(0, begin);
    out += places.at(std::string(form.substr(begin + 2, end - begin - 2)));
    form.remove_prefix(end + 2);
  }
  return out += form;
}

}  // namespace tickler::cli::page
