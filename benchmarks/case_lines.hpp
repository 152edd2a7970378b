// A prospect and its history as a case: one line of JSON. Of texts that need no escape.
#pragma once

#include <string>
#include <string_view>
#include <tickler/tickler.hpp>
#include <type_traits>
#include <variant>

namespace workload {

class case_writer {
 public:
  std::string line(const tickler::prospect& who, const tickler::history& log) && {
    text_ = R"({"prospect":{)";
    add("id", who.id), add("name", who.name), add("zone", who.zone), add("region", who.region);
    add("owner", who.owner), add("owner_zone", who.owner_zone), add("account", who.account), add("referrer", who.referrer);
    begin("contact", '{');
    for (const auto& [kind, value] : who.contact) add(kind, value);
    text_ += '}';
    begin("facts", '{');
    for (const auto& [name, value] : who.facts)
      std::visit([this, key = std::string_view(name)](const auto& v) { add_fact(key, v); }, value);
    text_ += R"(}},"touchpoints":[)";
    for (std::size_t i = 0; i < log.size(); ++i) add(log.words(), log[i]);
    return std::move(text_ += "]}");
  }

 private:
  void name(std::string_view n) { ((text_ += text_.back() == '{' ? "\"" : ",\"") += n) += "\":"; }
  void begin(std::string_view n, char bracket) { name(n), text_ += bracket; }
  void quote(std::string_view value) { ((text_ += '"') += value) += '"'; }
  void add(std::string_view n, std::string_view value) {
    if (!value.empty()) name(n), quote(value);
  }

  template <class List>
  void add_list(std::string_view n, const List& values) {
    begin(n, '[');
    for (const auto& v : values) {
      if (text_.back() != '[') text_ += ',';
      quote(v);
    }
    text_ += ']';
  }

  template <class Value>
  void add_fact(std::string_view n, const Value& v) {
    using namespace tickler;
    if constexpr (std::is_same_v<Value, std::string>)
      add(n, v);
    else if constexpr (std::is_same_v<Value, instant>)
      add(n, to_string(v));
    else if constexpr (std::is_same_v<Value, std::chrono::seconds>)
      add(n, std::to_string(std::chrono::floor<std::chrono::minutes>(v).count()) + " minutes");
    else if constexpr (std::is_same_v<Value, std::vector<std::string>>)
      add_list(n, v);
    else if constexpr (std::is_same_v<Value, bool>)
      name(n), text_ += v ? "true" : "false";
    else
      name(n), text_ += std::to_string(v);
  }

  void add(const tickler::vocabulary& words, const tickler::touchpoint& t) {
    text_ += text_.back() == '[' ? "{" : ",{";
    add("at", tickler::to_string(t.at));
    add("channel", words.name(t.words.channel)), add("direction", to_string(t.words.direction));
    add("purpose", words.name(t.words.purpose)), add("outcome", words.name(t.words.outcome));
    if (t.until) add("until", tickler::to_string(*t.until));
    if (!t.steps.empty()) add_list("step", t.steps);
    if (t.keys.size() == 1) add("key", t.keys.front());
    if (t.keys.size() > 1) add_list("key", t.keys);
    add("id", t.id), add("address", t.address);
    if (t.words.with != tickler::party::prospect) add("with", to_string(t.words.with));
    text_ += '}';
  }

  std::string text_;
};

inline std::string case_line(const tickler::prospect& who, const tickler::history& log) { return case_writer().line(who, log); }

}  // namespace workload
