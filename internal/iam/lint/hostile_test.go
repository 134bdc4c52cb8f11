package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// everything asks for all that the linter can say.
func everything(t testing.TB) lint.Options {
	return lint.Options{
		Target: "s3", Attribute: `endpoints["s3"].policy`, Service: "s3", Region: "eu-west-1",
		EndpointID: "vpce-0123456789abcdef0", VPCID: "vpc-0123456789abcdef0", Trusted: true, PolicyRequired: true,
		PolicySupported: &yes, Reminders: true, Vocabulary: words(t),
	}
}

// hostileTexts are texts that are no policy, or one beyond all measure.
func hostileTexts() map[string]string {
	many := func(n int, item string) string {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf(item, i))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	return map[string]string{
		"nothing":                  "",
		"white space":              " \n\t ",
		"null":                     "null",
		"a list":                   "[]",
		"a text":                   `"policy"`,
		"ten megabytes":            strings.Repeat("x", 10<<20),
		"ten megabytes of policy":  doing(`"` + strings.Repeat("x", 10<<20) + `"`),
		"ten megabytes of space":   strings.Repeat(" ", 10<<20) + sound,
		"not UTF-8":                "\xff\xfe" + sound,
		"not UTF-8 inside":         strings.Replace(sound, "bucket", "b\xff\xc3", 1),
		"nested ten thousand deep": strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000),
		"nested in a condition":    when(strings.Repeat(`{"a":`, 10_000) + "1" + strings.Repeat("}", 10_000)),
		"never closed":             strings.Repeat(`{"Statement":[`, 10_000),
		"control characters":       strings.Replace(sound, "bucket", "\x00\x1b[31m\u202e", 1),
		"zero width":               doing("\"s3:Get\u200bObject\""),
		"many wildcards":           doing(`"s3:` + strings.Repeat("*a", 5_000) + `"`),
		"many stars in resources":  on(`"arn:aws:s3:::` + strings.Repeat("*a", 5_000) + `"`),
		"many actions":             doing(many(7_000, `"s:%d*"`)),
		"many unknown actions":     doing(many(4_000, `"s3:Get%d"`)),
		"many actions of EC2":      doing(many(3_500, `"ec2:Describ%d"`)),
		"many resources":           on(many(2_500, `"arn:aws:ec2:*:*:x%d/*"`)),
		"many resources and stars": allow(`"ec2:*"`, many(700, `"arn:aws:ec2:*:*:*%d`+strings.Repeat("*a", 40)+`"`)),
		"many values":              when(`{"StringLike": {"s3:prefix": ` + many(8_000, `"*%d"`) + `}}`),
		"many addresses":           when(`{"IpAddress": {"aws:VpcSourceIp": ` + many(4_500, `"10.0.0.0/%d"`) + `}}`),
		"many keys":                when(`{"StringEquals": {` + strings.Trim(many(3_000, `"aws:Principal%d":"x"`), "[]") + `}}`),
		"many statements":          document(strings.Trim(many(1_000, `{"Sid": "a%d"}`), "[]")),
		"many variables":           on(`"arn:aws:s3:::` + strings.Repeat("${aws:userid}${", 2_000) + `"`),
	}
}

// TestAnyTextIsAnswered holds that whatever is given, the answer is findings with places in
// the text, within a moment.
func TestAnyTextIsAnswered(t *testing.T) {
	t.Parallel()
	for name, text := range hostileTexts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begin := time.Now()
			result := lint.Text(text, everything(t))
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
			if len(result.Findings) == 0 {
				t.Error("nothing is found")
			}
			checkResult(t, text, result)
			for _, n := range result.NotChecked {
				if strings.HasPrefix(name, "many") && strings.Contains(n.Reason, "times as long") {
					t.Fatal("the text is too long to be looked at")
				}
			}
		})
	}
}

// checkResult holds a result to what every result promises.
func checkResult(t *testing.T, text string, result lint.Result) {
	t.Helper()
	lines := strings.Count(text, "\n") + 1
	if !slices.IsSortedFunc(result.Findings, func(a, b rule.Finding) int { return int(a.Severity) - int(b.Severity) }) {
		t.Error("the findings are not sorted by severity")
	}
	for _, f := range result.Findings {
		if _, ok := lint.Lookup(f.Rule); !ok {
			t.Errorf("unknown rule %q", f.Rule)
		}
		if f.Severity < rule.Error || f.Severity > rule.Info || f.Summary == "" || f.Detail == "" || f.Fix == "" || f.Source == "" {
			t.Errorf("incomplete finding %+v", f)
		}
		if f.Line < 0 || f.Line > lines || f.Line > 0 && f.Column < 1 {
			t.Errorf("%s at %d:%d of %d lines", f.Rule, f.Line, f.Column, lines)
		}
		if !utf8.ValidString(f.Detail+f.Fix) || len(f.Detail) > 8_000 {
			t.Errorf("%s has a detail of %d bytes: %.200q", f.Rule, len(f.Detail), f.Detail)
		}
	}
	var last string
	for _, n := range result.NotChecked {
		if n.Rule <= last || n.Reason == "" {
			t.Errorf("not checked: %+v after %s", n, last)
		}
		last = n.Rule
	}
}

func TestTooManyFindingsAreCounted(t *testing.T) {
	t.Parallel()
	result := lint.Text(hostileTexts()["many unknown actions"], everything(t))
	listed := 0
	for _, f := range result.Findings {
		if f.Rule == "POL-201" {
			listed++
		}
	}
	i := slices.IndexFunc(result.NotChecked, func(n rule.NotChecked) bool { return n.Rule == "POL-201" })
	if listed != 100 || i < 0 || !strings.Contains(result.NotChecked[i].Reason, "3900 more") {
		t.Errorf("%d findings, not checked: %v", listed, result.NotChecked)
	}
}

// TestWhatCannotBeReadIsNotChecked holds that no rule passes a text that was not looked at.
func TestWhatCannotBeReadIsNotChecked(t *testing.T) {
	t.Parallel()
	judged := 0
	for _, id := range catalogueIDs() {
		if _, left := lint.Elsewhere(id); !left && id > "POL-018" {
			judged++
		}
	}
	for name, text := range map[string]string{
		"no JSON": `{"Statement": `, "no object": "[]", "beyond reading": strings.Repeat("x", 2<<20),
		"far too long": long(100_000),
	} {
		if result := lint.Text(text, everything(t)); len(result.NotChecked) != judged {
			t.Errorf("%s: %d of %d rules are not checked", name, len(result.NotChecked), judged)
		}
	}
	// A fault that AWS refuses leaves the elements to look at, but not the whole.
	result := lint.Text(document(`{"Effect": "Allow", "Action": "s3:Getobjects", "Resource": "*"}`), everything(t))
	var unread []string
	for _, n := range result.NotChecked {
		unread = append(unread, n.Rule)
	}
	if diff := cmp.Diff([]string{"POL-109", "POL-601", "POL-605"}, unread); diff != "" {
		t.Errorf("not checked without a principal (-want +got):\n%s", diff)
	}
	if !slices.ContainsFunc(result.Findings, func(f rule.Finding) bool { return f.Rule == "POL-201" }) {
		t.Error("the misspelt action is not found")
	}
}

// TestWhatIsMissingIsNotChecked names the rules that need each thing that was not given.
func TestWhatIsMissingIsNotChecked(t *testing.T) {
	t.Parallel()
	policy := document(`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/a"},
		"Action": ["sqs:SendMessage", "glacier:A", "glacier:B*"], "Resource": ["arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:nosuch:::x"],
		"Condition": {"StringEquals": {"glacier:Key": "a", "aws:SourceArn": "${glacier:Key}"}}}`)
	for _, c := range []struct {
		name   string
		lack   func(*lint.Options)
		rules  []string
		reason string
	}{
		{"Region", func(o *lint.Options) { o.Region = "" }, []string{"POL-112", "POL-314"}, "Region"},
		{"service", func(o *lint.Options) { o.Service = "" }, []string{"POL-203"}, "The service of the endpoint was not given."},
		{"a known service", func(o *lint.Options) { o.Service = "endpoint-service" }, []string{"POL-203"}, `"endpoint-service"`},
		{"support", func(o *lint.Options) { o.PolicySupported = nil }, []string{"POL-610"}, "takes endpoint policies is not known"},
		{"actions of a service", func(*lint.Options) {}, []string{"POL-201", "POL-204", "POL-305", "POL-306"}, `The actions of "glacier"`},
		{"resources of a service", func(*lint.Options) {}, []string{"POL-302", "POL-303", "POL-304"}, `"nosuch"`},
		{"keys of a service", func(*lint.Options) {}, []string{"POL-405", "POL-505"}, `The condition keys of "glacier"`},
		{"words", func(o *lint.Options) { o.Vocabulary = nil }, []string{
			"POL-201", "POL-202", "POL-203", "POL-204", "POL-209", "POL-302", "POL-303", "POL-304", "POL-305", "POL-306", "POL-307",
			"POL-404", "POL-405", "POL-408", "POL-410", "POL-411", "POL-412", "POL-431", "POL-505",
		}, "No vocabulary"},
	} {
		o := everything(t)
		c.lack(&o)
		var got []string
		for _, n := range lint.Text(policy, o).NotChecked {
			if strings.Contains(n.Reason, c.reason) {
				got = append(got, n.Rule)
			}
			if n.Target != "s3" {
				t.Errorf("%s has the target %q", n.Rule, n.Target)
			}
		}
		if diff := cmp.Diff(c.rules, got); diff != "" {
			t.Errorf("without %s not checked (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestAFindingReadsWell shows one finding in full.
func TestAFindingReadsWell(t *testing.T) {
	t.Parallel()
	policy := "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Allow\", \"Principal\": \"*\",\n    \"Action\": [\"s3:GetObjects\"],\n    \"Resource\": \"*\"\n  }]\n}\n"
	result := lint.Text(policy, lint.Options{Target: "s3/gateway", Attribute: `endpoints["s3/gateway"].policy`, Vocabulary: words(t)})
	i := slices.IndexFunc(result.Findings, func(f rule.Finding) bool { return f.Rule == "POL-201" })
	if i < 0 {
		t.Fatal("nothing is found")
	}
	want := rule.Finding{
		Rule: "POL-201", Severity: rule.Error, Target: "s3/gateway", Attribute: `endpoints["s3/gateway"].policy`,
		Summary: "An action must exist",
		Detail: `"s3:GetObjects" is not among the actions of s3 known on ` + words(t).AsOf() + `. ` +
			`An action that no service has never matches: misspelt in an Allow it locks out, misspelt in a Deny it leaves a hole. ` +
			`Line 5, Statement[0].Action[0]: "Action": ["s3:GetObjects"],`,
		Fix:    "Did you mean s3:GetObject, s3:GetObjectAcl or s3:PutObject?",
		Source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
		Line:   5, Column: 16,
	}
	if diff := cmp.Diff(want, result.Findings[i]); diff != "" {
		t.Errorf("finding (-want +got):\n%s", diff)
	}
}

// FuzzText holds that no text makes the linter panic, that the answer is well formed, and
// that it is always the same.
func FuzzText(f *testing.F) {
	for _, c := range cases() {
		policy, _ := places(c.policy)
		f.Add(policy)
	}
	files, err := filepath.Glob("testdata/clean/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	all := everything(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range []lint.Options{all, {}} {
			first := lint.Text(text, o)
			checkResult(t, text, first)
			if diff := cmp.Diff(first, lint.Text(text, o)); diff != "" {
				t.Errorf("a second run answers otherwise (-first +second):\n%s", diff)
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	o := everything(b)
	for _, size := range []int{1_000, 5_000, 20_000} {
		policy := realistic(size)
		b.Run(fmt.Sprintf("%dKB", size/1_000), func(b *testing.B) {
			b.SetBytes(int64(len(policy)))
			for b.Loop() {
				lint.Text(policy, o)
			}
		})
	}
}

// realistic is a policy of that size with statements as they are written by hand.
func realistic(size int) string {
	var statements []string
	for length := 0; length < size; {
		n := len(statements)
		statement := fmt.Sprintf(`{"Sid": "Reports%d", "Effect": "Allow", "Principal": "*",
  "Action": ["s3:GetObject", "s3:PutObject*", "s3:ListBucket", "s3:Get*Configuration"],
  "Resource": ["arn:aws:s3:::reports-%d", "arn:aws:s3:::reports-%d/*", "arn:aws:s3:eu-west-1:111122223333:accesspoint/r%d"],
  "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceAccount": ["111122223333"]},
    "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reports-%d-*"}}}`, n, n, n, n, n)
		statements = append(statements, statement)
		length += len(statement) + 1
	}
	return document(strings.Join(statements, ",\n"))
}
