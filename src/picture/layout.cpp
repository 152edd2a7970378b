#include "picture/layout.hpp"

#include <algorithm>
#include <tuple>

#include "picture/label_text.hpp"
#include "picture/measures.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// A deadline at midnight belongs to the day that ends with it.
void add_deadline(std::vector<instant>& busy, const std::optional<instant>& t) {
  if (t) busy.push_back(*t - std::chrono::seconds{1});
}

std::vector<instant> busy_instants(const drawing& d) {
  std::vector<instant> busy;
  busy.push_back(d.now);
  for (const auto& item : d.items) {
    busy.push_back(item.mark.at);
    if (!item.window) continue;
    busy.push_back(item.window->begin);
    add_deadline(busy, item.window->due);
    add_deadline(busy, item.window->at_latest);
  }
  for (const auto& pause : d.pauses) {
    busy.push_back(pause.begin);
    add_deadline(busy, pause.end);
  }
  return busy;
}

// Of all shown days, as stretches of the page.
std::vector<std::pair<int, int>> closed_on(const time_axis& axis, const open_hours& hours) {
  std::vector<std::pair<int, int>> closed;
  const auto add = [&](instant from, instant to) {
    const auto begin = axis.x(from), end = axis.x(to);
    if (begin == end) return;
    if (!closed.empty() && closed.back().second == begin)
      closed.back().second = end;
    else
      closed.emplace_back(begin, end);
  };
  if (hours.always_open()) return closed;
  for (const auto& c : axis.columns()) {
    if (c.is_gap()) continue;
    for (auto t = c.begin; t < c.end;) {
      const auto next = hours.from(t);
      const auto opens = next ? std::clamp(next->begin, t, c.end) : c.end;
      if (opens != t) add(t, opens);
      t = next && next->begin < c.end ? next->end : c.end;
    }
  }
  return closed;
}

}  // namespace

page_layout::page_layout(const drawing& d, bool labelled)
    : axis(d.local, busy_instants(d), labelled ? time_axis::scale::as_room_is : time_axis::scale::small) {
  int names = 0;
  for (const auto& lane : d.lanes) names = std::max(names, label_width(shortened(lane.name, measures::name_columns)));
  left = names + 2 * measures::margin;
  width = std::max(left + axis.width() + measures::margin, labelled ? measures::least_width : 0);
  place_head(d, labelled);
  place_lanes(d, labelled);
}

void page_layout::place_head(const drawing& d, bool labelled) {
  const auto columns = static_cast<std::size_t>((width - 2 * measures::margin) * 10 / measures::column_tenths);
  if (labelled) {
    title = wrapped(d.title, columns * 3 / 4);
    note = wrapped(d.note, columns);
  }
  top = static_cast<int>(title.size()) * measures::title_height + static_cast<int>(note.size()) * measures::line_height +
        measures::days_height + (title.empty() ? 0 : measures::margin);
  bottom = top;
}

void page_layout::place_lanes(const drawing& d, bool labelled) {
  std::vector<std::vector<const drawn_item*>> of_lane(d.lanes.size());
  for (const auto& item : d.items) of_lane.at(item.lane).push_back(&item);
  for (std::size_t i = 0; i < d.lanes.size(); ++i) {
    auto& lane = lanes.emplace_back();
    lane.name = shortened(d.lanes[i].name, measures::name_columns);
    lane.y = bottom;
    lane.closed = closed_on(axis, d.lanes[i].hours);
    if (!labelled) std::erase_if(lane.closed, [](const auto& c) { return c.second - c.first < measures::plain_day; });
    place_rows(of_lane[i], labelled);
    bottom += lane.height;
  }
}

// From left to right, each in the first row that is free.
void page_layout::place_rows(const std::vector<const drawn_item*>& of_lane, bool labelled) {
  struct wanted {
    placed_item placed;
    int end = 0;
  };
  std::vector<wanted> all;
  for (const auto* item : of_lane) {
    auto& w = all.emplace_back();
    auto& p = w.placed;
    p.item = item;
    p.x = left + axis.x(item->mark.at);
    p.left = p.x - measures::half_mark;
    w.end = p.x + measures::half_mark;
    if (const auto& window = item->window) {
      p.begin = left + axis.x(window->begin);
      p.end = left + axis.x(window->end());
      if (window->due) p.due = left + axis.x(*window->due);
      if (window->at_latest) p.at_latest = left + axis.x(*window->at_latest);
      p.left = std::min(p.left, p.begin);
      w.end = std::max(w.end, p.end + measures::half_mark / 2);
    }
    if (!labelled) continue;
    p.label = shortened(item->label, measures::label_columns);
    const auto length = label_width(p.label), right = left + axis.width();
    if (p.left + length > right) p.left = std::max(left, right - length);
    w.end = std::max(w.end, p.left + length);
  }
  std::stable_sort(all.begin(), all.end(), [](const wanted& a, const wanted& b) { return a.placed.left < b.placed.left; });

  const auto row_height = labelled ? measures::labelled_row : measures::plain_row;
  std::vector<int> ends;
  for (auto& w : all) {
    const auto is_free = [&](int end) { return end + measures::between <= w.placed.left; };
    const auto row = std::find_if(ends.begin(), ends.end(), is_free) - ends.begin();
    if (static_cast<std::size_t>(row) == ends.size()) ends.emplace_back();
    ends[static_cast<std::size_t>(row)] = w.end;
    w.placed.y = bottom + measures::lane_padding + static_cast<int>(row + 1) * row_height - measures::half_mark - 2;
    width = std::max(width, w.end + measures::margin);
    items.push_back(std::move(w.placed));
  }
  const auto rows = std::max(static_cast<int>(ends.size()), 1);
  lanes.back().height = rows * row_height + 2 * measures::lane_padding;
}

}  // namespace tickler::inline TICKLER_ABI
