// Markup that nothing from outside has got into: each element is one that pages and pictures have, ended where it should be, each
// attribute one of theirs, and each text escaped.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/target.hpp"

namespace fuzz {

class markup {
 public:
  explicit markup(std::string_view all) : rest_(all) {}

  void check() {
    while (!rest_.empty()) {
      check_text(take_to('<'));
      if (!rest_.empty()) check_tag(take_to('>'));
    }
    must_hold(open_.empty(), "all elements end");
  }

 private:
  static constexpr std::string_view elements[] = {"circle",  "defs", "desc",  "div",    "g",   "li",    "p",     "path",
                                                  "pattern", "rect", "span",  "strong", "svg", "table", "tbody", "td",
                                                  "text",    "th",   "thead", "title",  "tr",  "tspan"};
  static constexpr std::string_view attributes[] = {
      "aria-label",  "aria-labelledby", "class", "cx", "cy",    "d",     "data-list", "data-of",
      "data-owner",  "height",          "id",    "r",  "role",  "scope", "style",     "tabindex",
      "text-anchor", "viewBox",         "width", "x",  "xmlns", "y"};
  static constexpr std::string_view entities[] = {"amp;", "lt;", "gt;", "quot;", "#9;", "#10;", "#13;"};

  template <class List>
  static bool is_one(const List& list, std::string_view name) {
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
  }

  std::string_view take_to(char end) {
    const auto at = std::min(rest_.find(end), rest_.size());
    const auto taken = rest_.substr(0, at);
    rest_.remove_prefix(std::min(at + 1, rest_.size()));
    return taken;
  }

  static void check_text(std::string_view text) {
    must_hold(text.find('>') == text.npos, "a text is escaped");
    for (auto at = text.find('&'); at != text.npos; at = text.find('&', at + 1))
      must_hold(std::any_of(std::begin(entities), std::end(entities), [&](auto e) { return text.substr(at + 1).starts_with(e); }),
                "an ampersand is escaped");
    for (const char c : text) must_hold(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t', "characters of XML");
  }

  void check_tag(std::string_view tag) {
    if (tag.starts_with('/')) {
      must_hold(!open_.empty() && open_.back() == tag.substr(1), std::string("an element ends in its turn: ") + std::string(tag));
      return open_.pop_back();
    }
    const auto end = std::min(tag.find_first_of(" /"), tag.size());
    const auto name = tag.substr(0, end);
    must_hold(is_one(elements, name), "an element of pages: " + std::string(name));
    tag.remove_prefix(end);
    while (tag.starts_with(' ')) tag = after_attribute(tag.substr(1));
    must_hold(tag.empty() || tag == "/", "nothing else is in a tag: " + std::string(tag));
    if (tag.empty()) open_.push_back(name);
  }

  static std::string_view after_attribute(std::string_view tag) {
    const auto end = tag.find("=\"");
    must_hold(end != tag.npos && is_one(attributes, tag.substr(0, end)), "an attribute of pages: " + std::string(tag));
    tag.remove_prefix(end + 2);
    const auto quote = tag.find('"');
    must_hold(quote != tag.npos, "a value ends");
    check_text(tag.substr(0, quote));
    return tag.substr(quote + 1);
  }

  std::string_view rest_;
  std::vector<std::string_view> open_{};
};

}  // namespace fuzz
