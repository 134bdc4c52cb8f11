package pattern

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var both = Syntax{Wildcards: true, Variables: true}

func TestParse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text   string
		syntax Syntax
		want   Pattern
	}{
		"nothing":                    {"", both, nil},
		"text":                       {"s3:GetObject", both, Pattern{Literal("s3:GetObject")}},
		"wildcards":                  {"a*b?", both, Pattern{Literal("a"), AnyRun{}, Literal("b"), AnyOne{}}},
		"runs are one run":           {"a***", both, Pattern{Literal("a"), AnyRun{}}},
		"no wildcards":               {"a*b?", Syntax{Variables: true}, Pattern{Literal("a*b?")}},
		"a variable":                 {"x${aws:username}y", both, Pattern{Literal("x"), Variable{Key: "aws:username", Offset: 1}, Literal("y")}},
		"a default":                  {"${k, 'a b'}", both, Pattern{Variable{Key: "k", Default: "a b", HasDefault: true}}},
		"an empty default":           {"${k, ''}", both, Pattern{Variable{Key: "k", HasDefault: true}}},
		"a default with a brace":     {"${k, 'a}b'}", both, Pattern{Variable{Key: "k", Default: "a}b", HasDefault: true}}},
		"a default with a colon":     {"${k, 'a:b'}", both, Pattern{Variable{Key: "k", Default: "a:b", HasDefault: true}}},
		"escapes":                    {"${*}${?}${$}", both, Pattern{Literal("*?$")}},
		"variables are off":          {"${*}${k}", Syntax{Wildcards: true}, Pattern{Literal("${"), AnyRun{}, Literal("}${k}")}},
		"a dollar":                   {"$5 {x}", both, Pattern{Literal("$5 {x}")}},
		"an escaped dollar":          {"${$}{k}", both, Pattern{Literal("${k}")}},
		"other characters":           {"ä?", both, Pattern{Literal("ä"), AnyOne{}}},
		"two variables side by side": {"${a}${b}", both, Pattern{Variable{Key: "a"}, Variable{Key: "b", Offset: 4}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, faults := Parse(c.text, c.syntax)
			if diff := cmp.Diff(c.want, got); diff != "" || len(faults) > 0 {
				t.Errorf("faults %v, -want +got:\n%s", faults, diff)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Fault{
		"a${aws:username": {MissingBrace, 1, "${aws:username"},
		"${}":             {EmptyName, 0, "${}"},
		"${ }":            {EmptyName, 0, "${ }"},
		"${, 'x'}":        {EmptyName, 0, "${, 'x'}"},
		"${a b, 'x'}":     {StraySpace, 0, "${a b, 'x'}"},
		"${a b}":          {StraySpace, 0, "${a b}"},
		"${ a}":           {StraySpace, 0, "${ a}"},
		"${a,'x'}":        {StraySpace, 0, "${a,'x'}"},
		"${a,  'x'}":      {StraySpace, 0, "${a,  'x'}"},
		"${a, x}":         {MissingQuote, 0, "${a, x}"},
		"${a, 'x}":        {MissingQuote, 0, "${a, 'x}"},
		"${a, 'x'y'}":     {MissingQuote, 0, "${a, 'x'y'}"},
		"x${a, 'b' }":     {MissingQuote, 1, "${a, 'b' }"},
		"${a, 'b c'":      {MissingBrace, 0, "${a, 'b c'"},
	} {
		p, faults := Parse(text, both)
		if diff := cmp.Diff([]Fault{want}, faults); diff != "" {
			t.Errorf("%s: -want +got:\n%s", text, diff)
		}
		if literal, ok := p.Text(); !ok || literal != text {
			t.Errorf("%s stays not as it is: %v", text, p)
		}
		if want.Problem.String() == "" {
			t.Errorf("%s: the problem is not described", text)
		}
	}
	if Problem(0).String() != "" {
		t.Error("no problem is described")
	}
}

// A variable does not go beyond the next one.
func TestParseNested(t *testing.T) {
	t.Parallel()
	p, faults := Parse("${aws:username/${k}", both)
	want := Pattern{Literal("${aws:username/"), Variable{Key: "k", Offset: 15}}
	if diff := cmp.Diff(want, p); diff != "" || len(faults) != 1 || faults[0] != (Fault{MissingBrace, 0, "${aws:username/"}) {
		t.Errorf("faults %v, -want +got:\n%s", faults, diff)
	}
}

// Also if the next one begins at once.
func TestParseNestedAtOnce(t *testing.T) {
	t.Parallel()
	p, faults := Parse("${${k}", both)
	want := Pattern{Literal("${"), Variable{Key: "k", Offset: 2}}
	if diff := cmp.Diff(want, p); diff != "" || len(faults) != 1 {
		t.Errorf("faults %v, -want +got:\n%s", faults, diff)
	}
}

// One brace that is missing is said once, however many variables follow.
func TestParseManyOpenVariables(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("${", 100_000)
	p, faults := Parse(text, both)
	if len(faults) != 1 {
		t.Errorf("%d faults", len(faults))
	}
	if literal, ok := p.Text(); !ok || literal != text {
		t.Error("the text is changed")
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("a*?${}:,' k"))).Draw(t, "text")
		p, _ := Parse(text, both)
		again, faults := Parse(p.String(), both)
		for _, all := range []Pattern{p, again} {
			for i, token := range all {
				if v, ok := token.(Variable); ok {
					v.Offset = 0
					all[i] = v
				}
			}
		}
		if diff := cmp.Diff(p, again); diff != "" || len(faults) > 0 {
			t.Fatalf("%q is written %q: %v %s", text, p, faults, diff)
		}
	})
}

func TestTraits(t *testing.T) {
	t.Parallel()
	type traits struct {
		Wild, Everything, EndsOpen, HasText bool
		Variables                           int
	}
	for text, want := range map[string]traits{
		"":         {HasText: true},
		"a":        {HasText: true},
		"*":        {Wild: true, Everything: true, EndsOpen: true},
		"**":       {Wild: true, Everything: true, EndsOpen: true},
		"?":        {Wild: true},
		"a*":       {Wild: true, EndsOpen: true},
		"*a":       {Wild: true},
		"${a}":     {Variables: 1},
		"${a}b":    {Variables: 1},
		"b${a}*":   {Wild: true, EndsOpen: true, Variables: 1},
		"${*}":     {HasText: true},
		"${a}${b}": {Variables: 2},
	} {
		p, _ := Parse(text, both)
		_, hasText := p.Text()
		got := traits{p.Wild(), p.Everything(), p.EndsOpen(), hasText, len(p.Variables())}
		if got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestBind(t *testing.T) {
	t.Parallel()
	values := func(key string) (string, bool) { return "v*", key == "k" }
	p, _ := Parse("a/${k}/${m, 'd'}*", both)
	bound, ok := p.Bind(values)
	if want := (Pattern{Literal("a/v*/d"), AnyRun{}}); !ok || !cmp.Equal(want, bound) {
		t.Errorf("bound to %v, %v", bound, ok)
	}
	wild, ok := p.BindWild(values)
	if want := (Pattern{Literal("a/v"), AnyRun{}, Literal("/d"), AnyRun{}}); !ok || !cmp.Equal(want, wild) {
		t.Errorf("bound to %v, %v", wild, ok)
	}
	if bound, ok := Exactly("a").Bind(values); !ok || !cmp.Equal(Exactly("a"), bound) {
		t.Errorf("a text is bound to %v, %v", bound, ok)
	}
	missing, _ := Parse("${m}", both)
	if bound, ok := missing.Bind(values); ok {
		t.Errorf("bound to %v without a value", bound)
	}
	if missing.Match("") || missing.Match("${m}") {
		t.Error("a variable matches before it is bound")
	}
	trailing, _ := Parse("*a${m}", both)
	middle, _ := Parse("*${m}*", both)
	if trailing.Match("a") || middle.Match("") || middle.Match("x") {
		t.Error("a variable matches before it is bound")
	}
	if !(Pattern{AnyRun{}, AnyRun{}, Literal("a")}).Match("xa") {
		t.Error("a run beside a run matches less")
	}
	if Exactly("a*b").Match("axb") || !Exactly("a*b").Match("a*b") {
		t.Error("an exact pattern has wildcards")
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text           string
		complete, open bool
		resource       string
	}{
		"an ARN":                        {"arn:aws:s3:::b/*", true, true, "b/*"},
		"colons in the resource":        {"arn:aws:logs:r:1:a:b:*", true, true, "a:b:*"},
		"a colon in a default":          {"arn:aws:s3:::${k, 'a:b'}", true, true, "${k, 'a:b'}"},
		"a wildcard among the segments": {"arn:*:s?:*:*:x", true, true, "x"},
		"five segments":                 {"arn:aws:s3::", false, false, ""},
		"a trailing run":                {"arn:aws:s3:*", false, true, "*"},
		"a run in the last of five":     {"arn:aws:sqs:us-east-1:1*", false, true, "*"},
		"the lone run":                  {"*", false, true, "*"},
		"a text":                        {"bucket", false, false, ""},
		"empty":                         {"", false, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := Parse(c.text, both)
			if _, ok := p.Split(); ok != c.complete {
				t.Errorf("complete is %v", ok)
			}
			arn, ok := p.SplitOpen()
			if ok != c.open || arn[Segments-1].String() != c.resource {
				t.Errorf("got %v, %v", arn, ok)
			}
		})
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	if got := Lower("S3:GetÄ"); got != "s3:getÄ" {
		t.Errorf("got %s", got)
	}
	if got := Lower("AZ@[az"); got != "az@[az" {
		t.Errorf("got %s", got)
	}
	if got := Lower("s3:get"); got != "s3:get" {
		t.Errorf("got %s", got)
	}
	p, _ := Parse("S3:Get*", both)
	if !p.FoldASCII().Match(Lower("s3:GETOBJECT")) || p.Match("s3:getobject") {
		t.Error("case is not folded as it should be")
	}
}

// naive matches as the definition has it.
func naive(p Pattern, text []rune) bool {
	if len(p) == 0 {
		return len(text) == 0
	}
	switch t := p[0].(type) {
	case AnyRun:
		return naive(p[1:], text) || len(text) > 0 && naive(p, text[1:])
	case AnyOne:
		return len(text) > 0 && naive(p[1:], text[1:])
	case Literal:
		rest, found := strings.CutPrefix(string(text), string(t))
		return found && naive(p[1:], []rune(rest))
	case Variable:
	}
	return false
}

func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{
		{"*", ""}, {"a*b?c", "axxbyc"}, {"?", "ä"}, {"*a*b*", "xxaxxb"}, {"a*a", "a"}, {"*ab?d*", "abcabxd"}, {"*?*", ""}, {"**a?", "aaa"}, {"?*?", "ab"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, glob, text string) {
		if len(glob) > 12 || len(text) > 24 || !utf8.ValidString(glob) || !utf8.ValidString(text) {
			t.Skip()
		}
		p, _ := Parse(glob, Syntax{Wildcards: true})
		if got, want := p.Match(text), naive(p, []rune(text)); got != want {
			t.Errorf("%q matches %q: %v, want %v", glob, text, got, want)
		}
	})
}

func TestMatchAgainstNaive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		glob := rapid.StringOfN(rapid.SampledFrom([]rune("ab*?ä")), 0, 8, -1).Draw(t, "glob")
		text := rapid.StringOfN(rapid.SampledFrom([]rune("abä")), 0, 10, -1).Draw(t, "text")
		p, _ := Parse(glob, Syntax{Wildcards: true})
		if got, want := p.Match(text), naive(p, []rune(text)); got != want {
			t.Fatalf("%q matches %q: %v, want %v", glob, text, got, want)
		}
	})
}

// Texts of which every part looks like a variable.
func TestParseIsQuick(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"${", "${a, ' }", "${a", "${*}", "${a, 'b'}", "'}", "${ }"} {
		Parse(strings.Repeat(part, 50_000)+"}", both)
	}
}

// Patterns that make a matcher with backtracking run for ages.
func TestMatchIsQuick(t *testing.T) {
	t.Parallel()
	p, _ := Parse(strings.Repeat("*a", 5_000)+"*b", Syntax{Wildcards: true})
	if p.Match(strings.Repeat("a", 20_000)) {
		t.Error("there is no b")
	}
	q, _ := Parse("*"+strings.Repeat("a?", 500)+"b", Syntax{Wildcards: true})
	if q.Match(strings.Repeat("a", 20_000)) {
		t.Error("there is no b")
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		p, q string
		want bool
	}{
		"itself":                     {"a*b?", "a*b?", true},
		"everything":                 {"*", "a*b?${x}", true},
		"a text":                     {"s3:Get*", "s3:GetObject", true},
		"another text":               {"s3:Get*", "s3:PutObject", false},
		"a narrower pattern":         {"a*", "ab*c", true},
		"a wider pattern":            {"ab*", "a*", false},
		"one for one":                {"a?", "a?", true},
		"one for a run":              {"a?", "a*", false},
		"a literal for a wildcard":   {"ab", "a?", false},
		"a variable":                 {"a/*/c", "a/${v}/c", true},
		"only variables cover them":  {"a/${v}", "a/${v}", false},
		"the empty text":             {"", "", true},
		"runs at the end":            {"a**", "a", true},
		"too short":                  {"a?", "a", false},
		"with going back":            {"*ab", "*aab", true},
		"what is not seen":           {"*?", "?*", false},
		"a wildcard that is escaped": {"a*", "a${*}b", true},
	} {
		p, _ := Parse(c.p, both)
		q, _ := Parse(c.q, both)
		if got := p.Covers(q); got != c.want {
			t.Errorf("%s: %s covers %s is %v", name, c.p, c.q, got)
		}
	}
}

// What is covered is matched.
func TestCoversIsSound(t *testing.T) {
	t.Parallel()
	glob := rapid.StringOfN(rapid.SampledFrom([]rune("ab*?")), 0, 5, -1)
	rapid.Check(t, func(t *rapid.T) {
		p, _ := Parse(glob.Draw(t, "p"), Syntax{Wildcards: true})
		q, _ := Parse(glob.Draw(t, "q"), Syntax{Wildcards: true})
		text := rapid.StringOfN(rapid.SampledFrom([]rune("abc")), 0, 6, -1).Draw(t, "text")
		if p.Covers(q) && q.Match(text) && !p.Match(text) {
			t.Fatalf("%s covers %s, but does not match %q", p, q, text)
		}
	})
}
