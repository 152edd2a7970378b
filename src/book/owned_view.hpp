// A view of a whole prospect.
#pragma once

#include <tickler/export.hpp>
#include <vector>

#include "book/prospect_view.hpp"

namespace tickler::inline TICKLER_ABI {

struct owned_view {
  explicit owned_view(const prospect& who) {
    contacts.reserve(who.contact.size());
    for (const auto& [kind, value] : who.contact) contacts.push_back({kind, value});
    view = {who.id, who.name, who.zone, who.region, who.owner, who.owner_zone, who.account, who.referrer, contacts, &who.facts};
  }
  owned_view(const owned_view&) = delete;
  owned_view& operator=(const owned_view&) = delete;

  std::vector<contact_view> contacts;
  prospect_view view;
};

}  // namespace tickler::inline TICKLER_ABI
