# Ruby answers the conformance file as C++ does, byte for byte.
require "json"
require "tickler"

class Door
  def initialize(name, yaml)
    @policy = Tickler::Policy.load(yaml, name)
    @loaded = [0, "", @policy.warnings.map(&:said)]
  rescue Tickler::PolicyError => e
    @loaded = [1, "", e.problems.map(&:said)]
  end

  def ask(question)
    return @loaded if question["ask"] == "load"

    problems = []
    [0, answer(question) { |problem| problems << problem.said }, problems]
  rescue Tickler::Refused => e
    [1, "", e.problems.map(&:said)]
  end

  private

  def answer(question, &problems)
    one_case, besides, now = question.values_at("case", "besides", "now")
    case question["ask"]
    when "decide" then @policy.decide(one_case, now, &problems)
    when "may" then @policy.may(one_case, besides, now, &problems)
    when "explain" then @policy.explain(one_case, now, &problems)
    when "preview" then @policy.preview(one_case, now, script: besides, &problems)
    end
  end
end

doors = {}
asked = different = 0
File.foreach(ARGV.fetch(0), encoding: "UTF-8") do |text|
  line = JSON.parse(text)
  next doors[line["policy"]] = Door.new(line["name"], line["yaml"]) if line.key?("yaml")

  asked += 1
  answer = doors.fetch(line["policy"]).ask(line)
  next if answer == line.values_at("result", "answer", "problems")

  different += 1
  puts "differs: #{text}", "got: #{answer}" if different < 4
end
puts "#{asked} questions, #{different} answered differently"
exit asked > 300 && different.zero?
