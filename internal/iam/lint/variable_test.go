package lint_test

import "strings"

// old turns a policy into one of the older language.
func old(policy string) string { return strings.Replace(policy, "2012-10-17", "2008-10-17", 1) }

var variableCases = []lintCase{
	{rule: "POL-501", name: "old", policy: old(document(statementOf("Allow", `"s3:*"`, `"arn:aws:s3:::b/§${aws:userid}/*"`, `{"StringEquals": {"s3:prefix": "x§${aws:userid}"}}`)))},
	{rule: "POL-501", name: "escaped text", policy: old(on(`§"arn:aws:s3:::b\u002f${aws:userid}"`))},
	{rule: "POL-501", name: "today", policy: on(`"arn:aws:s3:::b/${aws:userid}/*"`)},
	{rule: "POL-502", name: "early", policy: on(`["arn:aws:sqs:us-east-1:§${aws:PrincipalAccount}:q", "§${aws:userid}"]`)},
	{rule: "POL-502", name: "elsewhere", policy: document(`{"Effect": "Allow", "Principal": {"AWS": "§${aws:PrincipalAccount}"}, "Action": "s3:§${x}", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/§${x}": "a"}}}`)},
	{rule: "POL-502", name: "last part", policy: on(`["arn:aws:s3:::${aws:PrincipalAccount}/${aws:userid}", "arn:aws:sqs:us-east-1:${*}:q"]`)},
	{rule: "POL-503", name: "number", policy: when(`{"NumericLessThan": {"s3:max-keys": "§${aws:userid}"}, "IpAddress": {"aws:VpcSourceIp": "§${aws:SourceIp}"}}`)},
	{rule: "POL-503", name: "text", policy: when(`{"StringEquals": {"s3:prefix": "${aws:userid}"}, "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/*"}, "Bool": {"aws:SecureTransport": "${aws:ViaAWSService}"}}`)},
	{rule: "POL-504", name: "brace", policy: on(`"arn:aws:s3:::b/§${aws:userid/*"`), says: "closing brace"},
	{rule: "POL-504", name: "quote and space", policy: when(`{"StringEquals": {"s3:prefix": ["§${aws:userid, none}", "§${ aws:userid}", "§${}"]}}`)},
	{rule: "POL-504", name: "right", policy: when(`{"StringEquals": {"s3:prefix": ["${aws:userid, 'none'}", "${aws:userid}", "${*}"]}}`)},
	{rule: "POL-505", name: "unknown and several", policy: when(`{"StringEquals": {"s3:prefix": ["a§${aws:usrid}/§${aws:PrincipalOrgPaths}", "§${username}"]}}`)},
	{rule: "POL-505", name: "known", policy: when(`{"StringEquals": {"s3:prefix": ["${AWS:UserId}", "${aws:PrincipalTag/team}", "${saml:sub}"]}}`)},
	{rule: "POL-506", name: "no default", policy: on(`"arn:aws:s3:::b/§${aws:username}/*"`)},
	{rule: "POL-506", name: "default", policy: on(`["arn:aws:s3:::b/${aws:username, 'none'}/*", "arn:aws:s3:::b/${aws:userid}"]`)},
}
