// Go answers the conformance file as C++ does, byte for byte; and what is Go's own.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sync"
	"tickler"
	"time"
)

type line struct {
	Ask, Case, Besides, Answer, Name string
	Policy, Result                   int
	Now                              int64
	Yaml                             *string
	Problems                         []string
}

func said(problems []tickler.Problem) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.Said)
	}
	return all
}

func answered(p *tickler.Policy, q line) (tickler.Answer, error) {
	now, one := time.Unix(q.Now, 0), []byte(q.Case)
	switch q.Ask {
	case "decide":
		return p.Decide(one, now)
	case "may":
		return p.May(one, []byte(q.Besides), now)
	case "explain":
		return p.Explain(one, now, false)
	}
	return p.Preview(one, q.Besides, now)
}

func must(what string, holds bool) {
	if !holds {
		fmt.Println("not so:", what)
		os.Exit(1)
	}
}

func own(p *tickler.Policy, one []byte, now time.Time) {
	var failure *tickler.Error
	_, err := tickler.Load([]byte("policy: a\nzone: Mars/Base\n"), "a.yaml")
	must("a wrong policy is told by kind", errors.Is(err, tickler.ErrPolicy) && errors.As(err, &failure))
	must("and by place", failure.Problems[0].Number == 302 && failure.Problems[0].Line == 2 && failure.Problems[0].Column == 7)
	_, err = p.Decide(one, time.Unix(-1, 0))
	must("a time before 1970 is misuse", errors.Is(err, tickler.ErrMisuse))
	expected, err := p.Decide(one, now)
	must("a decision", err == nil)
	var all sync.WaitGroup
	for i := 0; i < 8; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := 0; n < 100; n++ {
				got, err := p.Decide(one, now)
				must("goroutines decide alike", err == nil && string(got.JSON) == string(expected.JSON))
			}
		}()
	}
	all.Wait()
}

func main() {
	file, err := os.Open(os.Args[1])
	must("the conformance file", err == nil)
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	policies, loaded := map[int]*tickler.Policy{}, map[int]line{}
	asked, different, isOwnTested := 0, 0, false
	for lines.Scan() {
		var q line
		must("a line of JSON", json.Unmarshal(lines.Bytes(), &q) == nil)
		if q.Yaml != nil {
			p, err := tickler.Load([]byte(*q.Yaml), q.Name)
			got := line{Problems: []string{}}
			var failure *tickler.Error
			if errors.As(err, &failure) {
				got = line{Result: 1, Problems: said(failure.Problems)}
			} else {
				got.Problems = said(p.Warnings)
			}
			policies[q.Policy], loaded[q.Policy] = p, got
			continue
		}
		asked++
		got := loaded[q.Policy]
		if q.Ask != "load" {
			a, err := answered(policies[q.Policy], q)
			got = line{Answer: string(a.JSON), Problems: said(a.Problems)}
			var failure *tickler.Error
			if errors.As(err, &failure) {
				got = line{Result: 1, Problems: said(failure.Problems)}
			} else if !isOwnTested && q.Ask == "decide" {
				own(policies[q.Policy], []byte(q.Case), time.Unix(q.Now, 0))
				isOwnTested = true
			}
		}
		if got.Result != q.Result || got.Answer != q.Answer || !reflect.DeepEqual(got.Problems, q.Problems) {
			if different++; different < 4 {
				fmt.Println("differs:", lines.Text(), "\ngot:", got)
			}
		}
	}
	fmt.Println(asked, "questions,", different, "answered differently")
	must("no difference", isOwnTested && asked > 300 && different == 0)
}
