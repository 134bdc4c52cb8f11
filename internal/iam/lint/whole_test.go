package lint_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

const full = `{"Statement": [§{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}`

var (
	yes, no   = true, false
	reminding = lint.Options{Reminders: true}
)

var wholeCases = []lintCase{
	{rule: "POL-601", name: "default", policy: full},
	{rule: "POL-601", name: "trusted", policy: full, options: trusting, severity: rule.Error},
	{rule: "POL-601", name: "required", policy: full, options: lint.Options{PolicyRequired: true}, severity: rule.Error},
	{rule: "POL-601", name: "all of the service", policy: document(`§{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["s3:*"], "Resource": ["arn:aws:s3:::b", "*"]}`), options: gateway},
	{rule: "POL-601", name: "service not given", policy: doing(`"s3:*"`)},
	{rule: "POL-601", name: "condition", policy: acting(`"*"`, `{"StringEquals": {"aws:PrincipalOrgID": `+org+`}}`)},
	{rule: "POL-601", name: "denied", policy: document(statementOf("Allow", `"*"`, `"*"`, "") + ", " + statementOf("Deny", `"s3:DeleteBucket"`, `"*"`, ""))},
	{rule: "POL-605", name: "only deny", policy: document("§" + statementOf("Deny", `"s3:*"`, `"*"`, ""))},
	{rule: "POL-605", name: "allow", policy: sound},
	{rule: "POL-610", name: "not taken", policy: "§" + sound, options: lint.Options{Service: "email-smtp", PolicySupported: &no}, says: "email-smtp"},
	{rule: "POL-610", name: "foreign", policy: "§" + sound, options: lint.Options{ForeignService: true, PolicySupported: &yes}},
	{rule: "POL-610", name: "taken", policy: sound, options: lint.Options{PolicySupported: &yes}},
	{rule: "POL-614", name: "silent unless asked", policy: sound},
	{rule: "POL-615", name: "silent unless asked", policy: sound},
	{rule: "POL-614", name: withoutPlace, policy: sound, options: reminding},
	{rule: "POL-615", name: withoutPlace, policy: sound, options: reminding},
}

func TestReminders(t *testing.T) {
	t.Parallel()
	o := reminding
	o.Vocabulary = words(t)
	var got []string
	for _, f := range lint.Text(sound, o).Findings {
		if f.Reminder && f.Severity == rule.Info && f.Line == 0 {
			got = append(got, f.Rule)
		}
	}
	if len(got) != 2 || got[0] != "POL-614" || got[1] != "POL-615" {
		t.Errorf("reminders %q", got)
	}
}

func TestOmitted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options lint.Options
		want    rule.Severity
	}{
		"nothing known": {lint.Options{}, rule.Warning},
		"required":      {lint.Options{PolicyRequired: true, PolicySupported: &yes}, rule.Error},
		"trusted":       {lint.Options{Trusted: true}, rule.Error},
		"no policies":   {lint.Options{Trusted: true, PolicySupported: &no}, 0},
	} {
		result := lint.Omitted(c.options)
		switch {
		case c.want == 0 && len(result.Findings) == 0:
		case len(result.Findings) != 1 || result.Findings[0].Rule != "POL-601" || result.Findings[0].Severity != c.want:
			t.Errorf("%s: %+v", name, result)
		}
	}
}
