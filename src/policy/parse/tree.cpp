#include "policy/parse/tree.hpp"

#include <yaml.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <set>
#include <stdexcept>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "policy/parse/yaml_slips.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct parse_abort {};  // thrown and caught in this file: the text cannot be read on

class yaml_stream {
 public:
  explicit yaml_stream(std::string_view text) {
    if (!yaml_parser_initialize(&parser_)) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    if (text.empty()) text = "";  // libyaml wants a pointer also to no bytes
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~yaml_stream() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  yaml_stream(const yaml_stream&) = delete;
  yaml_stream& operator=(const yaml_stream&) = delete;

  bool next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) == 1;
  }
  const yaml_event_t& event() const noexcept { return event_; }
  const yaml_parser_t& parser() const noexcept { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

const yaml_char_t* anchor_of(const yaml_event_t& e) {
  switch (e.type) {
    case YAML_SCALAR_EVENT:
      return e.data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
      return e.data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
      return e.data.mapping_start.anchor;
    default:
      return nullptr;
  }
}

const yaml_char_t* tag_of(const yaml_event_t& e) {
  switch (e.type) {
    case YAML_SCALAR_EVENT:
      return e.data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
      return e.data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
      return e.data.mapping_start.tag;
    default:
      return nullptr;
  }
}

std::string_view view(const yaml_char_t* text) { return reinterpret_cast<const char*>(text); }

class tree_reader {
 public:
  tree_reader(const text_limits& limits, findings& found) : limits_(limits), found_(found), stream_(found.in.text()) {}

  std::optional<node> read() {
    next();  // the stream's start
    next();
    if (is(YAML_STREAM_END_EVENT)) {
      found_.error(number::empty_text, std::size_t{0}, "the text is empty");
      return std::nullopt;
    }
    next();
    node root = read_node(0);
    next();  // the document's end
    next();
    if (!is(YAML_STREAM_END_EVENT)) found_.error(number::second_document, here(), "a second document: a policy is one document");
    return root;
  }

 private:
  bool is(yaml_event_type_t type) const { return stream_.event().type == type; }
  std::size_t offset(const yaml_mark_t& m) const { return found_.in.offset_of(m.index); }
  std::size_t here() const { return offset(stream_.event().start_mark); }

  [[noreturn]] void break_off(int number, std::size_t at, std::string message) {
    found_.error(number, at, std::move(message));
    throw parse_abort{};
  }

  void next() {
    if (!stream_.next()) fail();
    if (++events_ > limits_.events)
      break_off(number::too_many_parts, here(), "more than " + std::to_string(limits_.events) + " parts (keys, values, lists)");
  }

  [[noreturn]] void fail() {
    const auto& parser = stream_.parser();
    if (parser.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    const auto at = offset(parser.problem_mark);
    const auto from = offset(parser.context_mark);
    const auto slip =
        slip_of(found_.in.text(), parser.problem ? parser.problem : "", at, parser.context ? parser.context : "", from);
    if (!slip.message.empty()) break_off(number::not_yaml, slip.at, slip.message);
    std::string message = parser.problem ? parser.problem : "unreadable";
    if (parser.context) {
      const auto begin = found_.in.at(from);
      message +=
          std::string(", ") + parser.context + " that begins at " + std::to_string(begin.line) + ':' + std::to_string(begin.column);
    }
    break_off(number::not_yaml, at, "this is no YAML: " + message);
  }

  node read_node(std::size_t depth) {
    refuse_properties();
    node n{.begin = here()};
    switch (stream_.event().type) {
      case YAML_SCALAR_EVENT:
        read_scalar(n);
        break;
      case YAML_SEQUENCE_START_EVENT:
        read_list(n, depth + 1);
        break;
      case YAML_MAPPING_START_EVENT:
        read_mapping(n, depth + 1);
        break;
      case YAML_ALIAS_EVENT:
        found_.error(number::anchor_or_alias, n.begin,
                     "alias " + quoted(view(stream_.event().data.alias.anchor)) + ": write the part out again");
        break;
      default:
        throw std::logic_error("libyaml gave an event out of order");
    }
    return n;
  }

  void refuse_properties() {
    if (const auto* name = anchor_of(stream_.event()))
      found_.error(number::anchor_or_alias, here(), "anchor " + quoted(view(name)) + ": a policy has no anchors");
    if (const auto* name = tag_of(stream_.event()))
      found_.error(number::tag, here(), "tag " + quoted(view(name)) + ": a policy has no tags");
  }

  void read_scalar(node& n) {
    const auto& scalar = stream_.event().data.scalar;
    if (scalar.length > limits_.scalar_bytes) {
      found_.error(number::scalar_too_long, n.begin, "a text of more than " + std::to_string(limits_.scalar_bytes) + " bytes");
      return;
    }
    if (std::memchr(scalar.value, 0, scalar.length) != nullptr) {
      found_.error(number::control_character, n.begin, "a text with a zero byte in it, as \"\\0\" writes one");
      return;
    }
    const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
    n.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    n.what = plain && n.text.empty() ? node::kind::nothing : node::kind::scalar;
    n.end = offset(stream_.event().end_mark);
  }

  void enter(std::size_t depth) {
    if (depth > limits_.depth)
      break_off(number::nested_too_deep, here(), "nested more than " + std::to_string(limits_.depth) + " deep");
  }

  void read_list(node& n, std::size_t depth) {
    enter(depth);
    n.what = node::kind::list;
    for (next(); !is(YAML_SEQUENCE_END_EVENT); next()) n.items.push_back(read_node(depth));
    n.end = here();
  }

  void read_mapping(node& n, std::size_t depth) {
    enter(depth);
    n.what = node::kind::mapping;
    std::set<std::string, std::less<>> keys;
    for (next(); !is(YAML_MAPPING_END_EVENT); next()) {
      const bool plain = is(YAML_SCALAR_EVENT) && stream_.event().data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      node key = read_node(depth);
      const bool wanted = accept_key(key, plain, keys);
      next();
      node value = read_node(depth);
      if (!wanted) continue;
      if (value.what == node::kind::nothing) value.begin = key.begin;  // a better place than the end of a line
      n.keys.push_back(std::move(key));
      n.items.push_back(std::move(value));
    }
    n.end = here();
  }

  bool accept_key(const node& key, bool plain, std::set<std::string, std::less<>>& known) {
    if (key.what == node::kind::unreadable) return false;
    if (key.what != node::kind::scalar) {
      found_.error(number::wrong_shape, key.begin, "a key is text");
      return false;
    }
    if (plain && key.text == "<<") {
      found_.error(number::merge_key, key.begin, "merge key '<<': write the keys out");
      return false;
    }
    if (known.insert(key.text).second) return true;
    found_.error(number::duplicate_key, key.begin, "the key " + tickler::quoted(key.text) + " is here twice");
    return false;
  }

  const text_limits& limits_;
  findings& found_;
  yaml_stream stream_;
  std::size_t events_ = 0;
};

}  // namespace

std::vector<entry> node::entries() const {
  std::vector<entry> all;
  for (std::size_t i = 0; i < keys.size(); ++i) all.push_back({keys[i], items[i]});
  return all;
}

const node* node::find_key(std::string_view name) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [name](const node& key) { return key.text == name; });
  return found == keys.end() ? nullptr : &*found;
}

std::optional<node> read_tree(const text_limits& limits, findings& found) {
  try {
    return tree_reader(limits, found).read();
  } catch (const parse_abort&) {
    return std::nullopt;
  }
}

}  // namespace tickler::inline TICKLER_ABI
