#include "model/prospect_viewer.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using list = std::vector<std::string>;

struct as_view {
  std::vector<std::string_view>& items;

  fact_value_view operator()(const std::string& text) const { return std::string_view(text); }
  fact_value_view operator()(const list& texts) const {
    const auto first = items.size();
    items.insert(items.end(), texts.begin(), texts.end());
    return std::span<const std::string_view>(items).subspan(first);
  }
  fact_value_view operator()(auto plain) const { return plain; }
};

struct as_owned {
  fact operator()(std::string_view text) const { return std::string(text); }
  fact operator()(std::span<const std::string_view> texts) const { return list(texts.begin(), texts.end()); }
  fact operator()(auto plain) const { return plain; }
};

}  // namespace

prospect owned(const prospect_view& who) {
  prospect copy{.id = std::string(who.id),
                .name = std::string(who.name),
                .zone = std::string(who.zone),
                .region = std::string(who.region),
                .owner = std::string(who.owner),
                .owner_zone = std::string(who.owner_zone),
                .account = std::string(who.account),
                .referrer = std::string(who.referrer)};
  for (const auto& [kind, value] : who.contacts) copy.contact.emplace_hint(copy.contact.end(), kind, value);
  for (const auto& [name, value] : who.facts) copy.facts.emplace_hint(copy.facts.end(), name, std::visit(as_owned(), value));
  return copy;
}

std::span<const fact_view> facts_viewer::operator()(const std::map<std::string, fact, std::less<>>& facts) {
  facts_.clear(), items_.clear();
  std::size_t items = 0;
  for (const auto& [name, value] : facts)
    if (const auto* texts = std::get_if<list>(&value)) items += texts->size();
  items_.reserve(items);  // the spans point into it
  for (const auto& [name, value] : facts) facts_.push_back({name, std::visit(as_view{items_}, value)});
  return facts_;
}

prospect_view prospect_viewer::operator()(const prospect& who, viewed_parts parts) {
  prospect_view view{who.id, who.name, who.zone, who.region, who.owner, who.owner_zone, who.account, who.referrer};
  contacts_.clear();
  if (parts.contacts)
    for (const auto& [kind, value] : who.contact) contacts_.push_back({kind, value});
  view.contacts = contacts_;
  if (parts.facts) view.facts = facts_(who.facts);
  return view;
}

}  // namespace tickler::inline TICKLER_ABI
