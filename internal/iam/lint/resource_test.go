package lint_test

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// on is an Allow of every action on these resources, given as JSON.
func on(resources string) string { return allow(`"*"`, resources) }

// notOn is a statement with NotResource.
func notOn(effect, resources, condition string) string {
	return document(`{"Effect": "` + effect + `", "Principal": "*", "Action": "*", "NotResource": ` + resources + condition + `}`)
}

// owned is an Allow on buckets of one account.
func owned(resources string) string {
	return document(statementOf("Allow", `"s3:*"`, resources, `{"StringEquals": {"aws:ResourceAccount": "111122223333"}}`))
}

var resourceCases = []lintCase{
	{rule: "POL-301", name: "no ARN", policy: on(`["arn:aws:s3:::b", §"b/*", §"arn:aws:s3", §"**"]`)},
	{rule: "POL-301", name: "ARNs", policy: on(`["arn:aws:s3:::b", "arn:aws:s3:*", "arn:aws:s3:::*", "*"]`)},
	{rule: "POL-302", name: "bucket", policy: on(`§"arn:aws:s3:us-east-1:111122223333:bucket"`), says: "arn:${Partition}:s3:::${BucketName}"},
	{rule: "POL-302", name: "open", policy: on(`["arn:aws:s3:*:*:bucket", "arn:aws:s3:::bucket", "arn:aws:s3:us-east-1:111122223333:accesspoint/a"]`)},
	{rule: "POL-303", name: "queue", policy: on(`[§"arn:aws:sqs:::queue", §"arn:aws:dynamodb:us-east-1::table/t"]`)},
	{rule: "POL-303", name: "given", policy: on(`["arn:aws:sqs:*:111122223333:queue", "arn:aws:sqs:us-east-1:*:queue", "arn:aws:ssm:us-east-1::document/AWS-RunShellScript"]`)},
	{rule: "POL-304", name: "tables", policy: on(`§"arn:aws:dynamodb:us-east-1:111122223333:tables/t"`)},
	{rule: "POL-304", name: "table", policy: on(`["arn:aws:dynamodb:us-east-1:111122223333:table/t", "arn:aws:dynamodb:us-east-1:111122223333:*", "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:*", "arn:aws:nosuch:us-east-1:111122223333:thing"]`)},
	{rule: "POL-305", name: "objects and bucket", policy: allow(`[§"s3:GetObject", "s3:ListBucket"]`, `"arn:aws:s3:::b"`)},
	{rule: "POL-305", name: "bucket and objects", policy: allow(`§"s3:ListBucket"`, `["arn:aws:s3:::b/*"]`)},
	{rule: "POL-305", name: "both", policy: allow(`["s3:GetObject", "s3:ListBucket"]`, `["arn:aws:s3:::b", "arn:aws:s3:::b/*"]`)},
	{rule: "POL-305", name: "open", policy: allow(`["s3:GetObject", "s3:ListBucket"]`, `"arn:aws:s3:::b*"`)},
	{rule: "POL-306", name: "token", policy: allow(`[§"ecr:GetAuthorizationToken", "ecr:BatchGetImage"]`, `"arn:aws:ecr:us-east-1:111122223333:repository/*"`)},
	{rule: "POL-306", name: "everything", policy: allow(`["ecr:GetAuthorizationToken", "sts:GetCallerIdentity"]`, `"*"`)},
	{rule: "POL-306", name: "patterns", policy: allow(`["ecr:*", "ecr:Get*"]`, `"arn:aws:ecr:us-east-1:111122223333:repository/*"`)},
	{rule: "POL-307", name: "bucket alone", policy: owned(`["arn:aws:s3:::a", "arn:aws:s3:::a/*", §"arn:aws:s3:::b"]`), says: `"b"`},
	{rule: "POL-307", name: "objects alone", policy: owned(`[§"arn:aws:s3:::b/*"]`)},
	{rule: "POL-307", name: "both", policy: owned(`["arn:aws:s3:::b", "arn:aws:s3:::b/*"]`)},
	{rule: "POL-307", name: "one kind of action", policy: allow(`["s3:GetObject", "s3:Get*"]`, `"arn:aws:s3:::b/*"`)},
	{rule: "POL-307", name: "everything", policy: owned(`["arn:aws:s3:::b", "*"]`)},
	{rule: "POL-308", name: "resource", policy: on(`[§"arn:aws:sqs:us-east-1:11112222*:q", "arn:aws:sqs:us-east-1:*:q"]`), says: `"11112222*"`},
	{rule: "POL-308", name: "condition", policy: when(`{"ArnLike": {"aws:PrincipalArn": [§"arn:aws:iam::1111222233??:role/app"]}}`)},
	{rule: "POL-308", name: "id or wildcard", policy: when(`{"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:role/app1*"]}}`)},
	{rule: "POL-309", name: "partition", policy: on(`[§"arn:*:s3:::b", §"arn:aws:s*:::b"]`)},
	{rule: "POL-309", name: "type", policy: on(`§"arn:aws:dynamodb:us-east-1:111122223333:tab*"`), says: `"tab*"`},
	{rule: "POL-309", name: "name", policy: on(`["arn:aws:dynamodb:us-east-1:111122223333:table/a*", "arn:aws:sqs:us-east-1:111122223333:q*", "arn:aws:dynamodb:us-east-1:111122223333:*"]`)},
	{rule: "POL-310", name: "access point", policy: on(`§"arn:aws:s3:*:111122223333:accesspoint/x"`)},
	{rule: "POL-310", name: "Region given", policy: on(`["arn:aws:s3:us-east-1:111122223333:accesspoint/x", "arn:aws:s3:*:*:accesspoint/x", "arn:aws:ssm:*:111122223333:parameter/x"]`)},
	{rule: "POL-311", name: "prefix", policy: on(`§"arn:aws:s3:::corp-*"`), says: `"corp-*"`},
	{rule: "POL-311", name: "trusted", policy: on(`§"arn:aws:s3:::corp-*/*"`), options: trusting, severity: rule.Error},
	{rule: "POL-311", name: "owner named", policy: owned(`"arn:aws:s3:::corp-*"`)},
	{rule: "POL-311", name: "objects", policy: on(`["arn:aws:s3:::corp/*", "arn:aws:s3:::*", "arn:aws:s3:::${aws:PrincipalAccount}-logs/*"]`)},
	{rule: "POL-311", name: "denied", policy: document(statementOf("Deny", `"s3:*"`, `"arn:aws:s3:::corp-*"`, ""))},
	{rule: "POL-313", name: "allow", policy: notOn("Allow", `§"arn:aws:s3:::b/*"`, "")},
	{rule: "POL-313", name: "trusted", policy: notOn("Allow", `§["arn:aws:s3:::b/*"]`, ""), options: trusting, severity: rule.Error},
	{rule: "POL-313", name: "deny", policy: notOn("Deny", `"arn:aws:s3:::b/*"`, "")},
	{rule: "POL-314", name: "partition", policy: on(`§"arn:aws:s3:::b"`), options: inChina},
	{rule: "POL-314", name: "Region", policy: on(`[§"arn:aws:sqs:us-east-1:111122223333:q", "arn:aws:sqs:eu-*:111122223333:q"]`), options: inIreland, says: "eu-west-1"},
	{rule: "POL-314", name: "at home", policy: on(`["arn:aws:s3:::b", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:*:111122223333:q", "arn:*:sqs:eu-west-1:111122223333:q"]`), options: inIreland},
	{rule: "POL-315", name: "covered and twice", policy: on(`["arn:aws:s3:::b*", §"arn:aws:s3:::b/*", "arn:aws:s3:::c", §"arn:aws:s3:::c"]`)},
	{rule: "POL-315", name: "by everything", policy: on(`["*", §"arn:aws:s3:::b"]`)},
	{rule: "POL-315", name: "distinct", policy: on(`["arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::B"]`)},
	{rule: "POL-316", name: "point alone", policy: on(`§"arn:aws:s3:us-east-1:111122223333:accesspoint/a"`)},
	{rule: "POL-316", name: "bucket alone", policy: when(`{"StringEquals": {§"s3:DataAccessPointAccount": "111122223333"}}`)},
	{rule: "POL-316", name: "both", policy: on(`["arn:aws:s3:us-east-1:111122223333:accesspoint/a", "arn:aws:s3:::b"]`)},
	{rule: "POL-317", name: "bucket", policy: on(`[§"arn:aws:s3:::Bucket/*", §"arn:aws:S3:::b", §"arn:aws:sqs:EU-west-1:111122223333:q"]`)},
	{rule: "POL-317", name: "elsewhere", policy: on(`["arn:aws:s3:::b/Key", "arn:aws:sqs:eu-west-1:111122223333:Queue", "arn:aws:s3:::${aws:PrincipalAccount}/*"]`)},
	{rule: "POL-314", name: "not known", policy: on(`"arn:aws:sqs:us-east-1:111122223333:q"`), options: lint.Options{}},
}
