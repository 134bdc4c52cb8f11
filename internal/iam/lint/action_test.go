package lint_test

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"

// doing is an Allow of these actions, given as JSON, on everything.
func doing(actions string) string { return allow(actions, `"*"`) }

// notDoing is a statement with NotAction.
func notDoing(effect, actions string) string {
	return document(`{"Effect": "` + effect + `", "Principal": "*", "NotAction": ` + actions + `, "Resource": "*"}`)
}

var atECR = lint.Options{Service: "ecr.dkr"}

var actionCases = []lintCase{
	{rule: "POL-201", name: "misspelt", policy: doing(`["s3:GetObject", §"s3:GetObjects"]`), says: `"s3:GetObjects" is not among the actions of s3`},
	{rule: "POL-201", name: "of another service", policy: notDoing("Deny", `§"dynamodb:GetObject"`)},
	{rule: "POL-201", name: "case", policy: doing(`["S3:getobject", "s3:Get*", "*"]`)},
	{rule: "POL-201", name: "not known", policy: doing(`"glacier:Whatever"`)},
	{rule: "POL-202", name: "unknown", policy: doing(`§"s33:GetObject"`), says: `"s33"`},
	{rule: "POL-202", name: "none", policy: doing(`[§"GetObject", §"s3:", §":GetObject"]`)},
	{rule: "POL-202", name: "known", policy: doing(`["s3:GetObject", "glacier:Whatever", "*", "s3*"]`)},
	{rule: "POL-203", name: "not carried", policy: doing(`["ecr:GetAuthorizationToken", §"s3:GetObject"]`), options: atECR, says: "an endpoint of ecr.dkr carries ecr:*"},
	{rule: "POL-203", name: "carried", policy: doing(`["ecr:BatchGetImage", "ECR:*", "*"]`), options: atECR},
	{rule: "POL-204", name: "nothing", policy: doing(`§"s3:Fetch*"`)},
	{rule: "POL-204", name: "something", policy: doing(`["s3:Get*", "*", "s3:*", "glacier:What*"]`)},
	{rule: "POL-205", name: "pattern", policy: doing(`[§"s3*:GetObject", §"*:Get*", §"s3*"]`)},
	{rule: "POL-205", name: "plain", policy: doing(`["s3:Get*", "*"]`)},
	{rule: "POL-206", name: "allow", policy: notDoing("Allow", `§["s3:GetObject"]`)},
	{rule: "POL-206", name: "deny", policy: notDoing("Deny", `"s3:GetObject"`)},
	{rule: "POL-207", name: "covered and twice", policy: doing(`[§"s3:GetObject", "s3:Get*", "s3:PutObject", §"S3:putobject"]`), says: "Statement[0].Action["},
	{rule: "POL-207", name: "distinct", policy: doing(`["s3:GetObject", "s3:Put*"]`)},
	{rule: "POL-209", name: "replication", policy: doing(`["s3:GetObject", §"s3:InitiateReplication"]`)},
	{rule: "POL-209", name: "call", policy: doing(`["s3:GetObject", "s3:*"]`)},
}
