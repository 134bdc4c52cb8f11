package lint_test

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sound has nothing wrong with its structure.
const sound = `{
  "Version": "2012-10-17",
  "Id": "perimeter",
  "Statement": [
    {
      "Sid": "AllowOrganisation",
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:GetObject"],
      "Resource": "arn:aws:s3:::bucket/*",
      "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    }
  ]
}`

// long is a policy of at least that many characters as it is sent.
func long(characters int) string {
	var names []string
	for length := 0; length < characters; {
		name := `"arn:aws:s3:::bucket-` + strings.Repeat("a", len(names)%40) + string(rune('a'+len(names)%26)) + `/*"`
		names = append(names, name)
		length += len(name) + 1
	}
	return allow(`"s3:GetObject"`, `[`+strings.Join(names, ", ")+`]`)
}

var structureCases = []lintCase{
	{rule: "POL-001", name: "comma missing", policy: "{\n  \"Version\": \"2012-10-17\"\n  §\"Statement\": []\n}", says: "comma"},
	{rule: "POL-001", name: "nothing", policy: "§", says: "empty"},
	{rule: "POL-001", name: "sound", policy: sound},
	{rule: "POL-002", name: "second operator", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, §"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}`), says: `"StringEquals"`},
	{rule: "POL-002", name: "sound", policy: sound},
	{rule: "POL-003", name: "too long", policy: "§" + long(20_481), says: "20,480"},
	{rule: "POL-003", name: "near", policy: "§" + long(18_500), says: "20,480", severity: rule.Info},
	{rule: "POL-003", name: "sound", policy: sound},
	{rule: "POL-004", name: "missing", policy: `§{"Statement": []}`},
	{rule: "POL-004", name: "sound", policy: sound},
	{rule: "POL-005", name: "old", policy: `{"Version": §"2008-10-17", "Statement": []}`},
	{rule: "POL-005", name: "sound", policy: sound},
	{rule: "POL-006", name: "a date", policy: `{"Version": §"2026-01-01", "Statement": []}`, says: "2026-01-01"},
	{rule: "POL-006", name: "sound", policy: sound},
	{rule: "POL-007", name: "case", policy: document(`{"Effect": "Allow", "Principal": "*", §"action": "s3:*", "Resource": "*"}`), says: `"action"`},
	{rule: "POL-007", name: "sound", policy: sound},
	{rule: "POL-008", name: "missing", policy: `§{"Version": "2012-10-17"}`},
	{rule: "POL-008", name: "sound", policy: sound},
	{rule: "POL-009", name: "case", policy: document(`{"Effect": §"allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-009", name: "missing", policy: document(`§{"Principal": "*", "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-009", name: "sound", policy: sound},
	{rule: "POL-010", name: "missing", policy: document(`§{"Effect": "Allow", "Principal": "*", "Resource": "*"}`)},
	{rule: "POL-010", name: "sound", policy: sound},
	{rule: "POL-011", name: "missing", policy: document(`§{"Effect": "Allow", "Principal": "*", "Action": "s3:*"}`)},
	{rule: "POL-011", name: "sound", policy: sound},
	{rule: "POL-012", name: "missing", policy: document(`§{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-012", name: "sound", policy: sound},
	{rule: "POL-013", name: "both", policy: document(`{"Effect": "Allow", "Principal": "*", "Action": "s3:*", §"NotAction": "s3:Get*", "Resource": "*"}`)},
	{rule: "POL-013", name: "sound", policy: sound},
	{rule: "POL-014", name: "twice", policy: document(`{"Sid": "A", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}, {"Sid": §"A", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-014", name: "sound", policy: sound},
	{rule: "POL-015", name: "space", policy: document(`{"Sid": §"Allow all", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-015", name: "sound", policy: sound},
	{rule: "POL-016", name: "actions", policy: allow(`§[]`, `"*"`)},
	{rule: "POL-016", name: "sound", policy: sound},
	{rule: "POL-017", name: "empty", policy: when(`§{}`)},
	{rule: "POL-017", name: "sound", policy: sound},
	{rule: "POL-018", name: "number", policy: allow(`§7`, `"*"`)},
	{rule: "POL-018", name: "copied from HCL", policy: when(`§{"test": "StringEquals", "variable": "aws:PrincipalOrgID", "values": ["o-a1b2c3d4e5"]}`)},
	{rule: "POL-018", name: "sound", policy: sound},
}
