package guides_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// belief is what a row of the two pages on common beliefs must have in common.
type belief struct {
	Number, Verdict string
	Rules           []string
	Code            []string
}

var (
	linked = regexp.MustCompile(`\[[A-Z]+-[0-9]+\]`)
	inCode = regexp.MustCompile("`[^`]+`")
)

// beliefs reads the numbered rows of a page, its verdicts translated to the English words.
func beliefs(t *testing.T, page string, verdicts map[string]string) []belief {
	t.Helper()
	var out []belief
	for line := range strings.SplitSeq(page, "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 5 || !regexp.MustCompile(`^\| [0-9]+$`).MatchString(cells[0]) {
			continue
		}
		verdict, ok := verdicts[cells[2]]
		if !ok {
			t.Errorf("%q is no verdict, in: %s", cells[2], line)
		}
		code := inCode.FindAllString(cells[3], -1)
		slices.Sort(code)
		out = append(out, belief{strings.TrimPrefix(cells[0], "| "), verdict, linked.FindAllString(cells[4], -1), slices.Compact(code)})
	}
	return out
}

func TestBothLanguagesSayTheSameOfEachBelief(t *testing.T) {
	t.Parallel()
	all := pages(t)
	english := beliefs(t, all["common-beliefs.md"], map[string]string{"right": "right", "partly": "partly", "outdated": "outdated", "wrong": "wrong"})
	korean := beliefs(t, all["common-beliefs-ko.md"], map[string]string{"맞음": "right", "일부 맞음": "partly", "지난 이야기": "outdated", "틀림": "wrong"})
	if diff := cmp.Diff(english, korean); diff != "" {
		t.Errorf("the pages differ (-English +Korean):\n%s", diff)
	}
	count := map[string]int{}
	for i, b := range english {
		count[b.Verdict]++
		if b.Number != fmt.Sprint(i+1) {
			t.Errorf("row %d has the number %s", i+1, b.Number)
		}
		if len(b.Rules) == 0 {
			t.Errorf("belief %s names no rule", b.Number)
		}
	}
	for page, sentence := range map[string]string{
		"common-beliefs.md": fmt.Sprintf("takes %d of these statements one by one: %d are right, %d partly right, %d outdated and %d wrong",
			len(english), count["right"], count["partly"], count["outdated"], count["wrong"]),
		"common-beliefs-ko.md": fmt.Sprintf("자주 나오는 %d가지 이야기를 하나씩 확인합니다. %d가지는 맞고, %d가지는 일부만 맞고, %d가지는 지난 이야기이며, %d가지는 틀렸습니다",
			len(english), count["right"], count["partly"], count["outdated"], count["wrong"]),
	} {
		if !strings.Contains(strings.Join(strings.Fields(all[page]), " "), sentence) {
			t.Errorf("%s does not say: %s", page, sentence)
		}
	}
}
