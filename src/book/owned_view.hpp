// A view of a whole prospect.
#pragma once

#include <vector>

#include "book/person_view.hpp"

namespace tickler {

struct viewed {
  explicit viewed(const prospect& who) {
    contacts.reserve(who.contact.size());
    for (const auto& [kind, value] : who.contact) contacts.push_back({kind, value});
    view = {who.id, who.zone, who.region, who.owner, who.owner_zone, who.account, who.referrer, contacts, &who.facts};
  }
  viewed(const viewed&) = delete;
  viewed& operator=(const viewed&) = delete;

  std::vector<contact_view> contacts;
  person_view view;
};

}  // namespace tickler
