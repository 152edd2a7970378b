# What is Ruby's own: errors, kinds of answers, times, threads, memory.
require "date"
require "json"
require "tickler"

YAML_TEXT = <<~YAML
  policy: mine
  zone: Europe/London
  channels: {phone: {needs: [phone]}, email: {}}
  cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}
YAML
ADA = {prospect: {id: "ada"}, touchpoints: [{at: "2026-03-02T10:00:00Z", channel: "email", direction: "inbound"}]}.freeze
NOW = Time.utc(2026, 3, 2, 11)

def expect(what, holds)
  return if holds

  warn "not so: #{what}"
  exit 1
end

def raised(kind)
  yield
  nil
rescue kind => error
  error
end

mine = Tickler::Policy.load(YAML_TEXT, "mine.yaml")
expect "a policy knows its name", mine.name == "mine"
expect "a Hash is answered by a Hash", mine.decide(ADA, NOW)["status"] == "active"
text = mine.decide(JSON.generate(ADA), NOW.to_i)
expect "a String is answered by a String of JSON", text.is_a?(String) && text.encoding == Encoding::UTF_8 && text.valid_encoding?
expect "both say the same", JSON.parse(text) == mine.decide(ADA, NOW)
expect "a line for a line", mine.decide_lines("#{JSON.generate(ADA)}\n" * 3, NOW) == "#{text}\n" * 3

error = raised(Tickler::PolicyError) { Tickler::Policy.load("policy: a\nzone: Mars/Base\n", "a.yaml") }
expect "a wrong policy says where", [error.problems[0].number, error.problems[0].line, error.problems[0].column] == [302, 2, 7]
expect "and what", error.message.start_with?("a.yaml:2:7: error: ") && error.problems[0].error?

error = raised(Tickler::Refused) { mine.may(ADA, {channel: "pigeon"}, NOW) }
expect "a touch that cannot be asked is refused", error.problems[0].number == 325
error = raised(Tickler::Misuse) { mine.decide(ADA, -1) }
expect "a time before 1970 is misuse", error.problems[0].number == 809
["2026-03-02", 1.5, nil, DateTime.now].each do |no_time|
  expect "#{no_time.inspect} is no instant", raised(TypeError) { mine.decide(ADA, no_time) }
end

found = []
unread = mine.decide({prospect: {id: "bo"}, touchpoints: [{at: "?"}]}, NOW) { |problem| found << problem.number }
expect "what cannot be read is invalid and heard of", unread["status"] == "invalid" && unread["actions"].empty? && found == [607]

expect "an explanation", mine.explain(ADA, NOW)["what"] == "prospect"
expect "a future", mine.preview(ADA, NOW, script: "answers on day 3", till: Time.utc(2026, 3, 9))["entries"].last["kind"] == "end"

answers = Array.new(8) { Thread.new { Array.new(50) { mine.decide(JSON.generate(ADA), NOW) } } }.flat_map(&:value)
expect "eight threads answer alike", answers.size == 400 && answers.uniq == [text]

Tickler.prepare("Asia/Tokyo")
expect "a zone that is none cannot be prepared", raised(Tickler::Refused) { Tickler.prepare("Asia/Tokio") }
expect "the zones' data has a release", !Tickler.zone_data.empty?

resident = -> { File.read("/proc/self/statm").split[1].to_i * 4096 }
policies = ->(count) { count.times { Tickler::Policy.load(YAML_TEXT, "mine.yaml").decide(ADA, NOW) }; GC.start }
policies.call(200)
before = resident.call
policies.call(400)
expect "policies that nobody holds are freed", resident.call - before < 32 << 20
puts "all well"
