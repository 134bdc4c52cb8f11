package lint_test

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

const org = `"o-a1b2c3d4e5"`

// acting is an Allow of actions on everything under a condition, given as JSON.
func acting(actions, condition string) string {
	return document(statementOf("Allow", actions, `"*"`, condition))
}

var operatorCases = []lintCase{
	{rule: "POL-401", name: "case", policy: when(`{§"stringEquals": {"aws:PrincipalOrgID": ` + org + `}}`), says: "stringEquals"},
	{rule: "POL-401", name: "set", policy: when(`{§"ForAnyValues:StringEqual": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}}`)},
	{rule: "POL-401", name: "known", policy: when(`{"ForAnyValue:StringLikeIfExists": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}, "Null": {"aws:PrincipalArn": "true"}}`)},
	{rule: "POL-402", name: "null", policy: when(`{§"NullIfExists": {"aws:PrincipalArn": "true"}}`)},
	{rule: "POL-402", name: "plain", policy: when(`{"Null": {"aws:PrincipalArn": "true"}}`)},
	{rule: "POL-403", name: "set", policy: when(`{§"ForAllValues:Null": {"aws:PrincipalArn": "true"}}`)},
	{rule: "POL-403", name: "plain", policy: when(`{"Null": {"aws:PrincipalArn": "true"}}`)},
	{rule: "POL-408", name: "types", policy: when(`{"StringEquals": {§"aws:SecureTransport": "true"}, "NumericEquals": {§"s3:prefix": "1"}, "DateLessThan": {§"s3:max-keys": "2027"}, "ArnLike": {§"aws:PrincipalOrgID": "a"}}`)},
	{rule: "POL-408", name: "right", policy: when(`{"Bool": {"aws:SecureTransport": "true"}, "NumericLessThan": {"s3:max-keys": "10", "aws:EpochTime": "1"}, "DateLessThan": {"aws:CurrentTime": "2027-01-01"}, "StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a", "nosuch:key": "a"}, "Null": {"s3:max-keys": "true"}}`)},
	{rule: "POL-410", name: "single", policy: when(`{"ForAllValues:StringEquals": {§"aws:PrincipalOrgID": ` + org + `}}`)},
	{rule: "POL-410", name: "trusted", policy: when(`{"ForAllValues:StringEquals": {§"aws:PrincipalOrgID": ` + org + `}}`), options: trusting, severity: rule.Error},
	{rule: "POL-410", name: "several", policy: when(`{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}`)},
	{rule: "POL-410", name: "deny", policy: unless(`{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": ` + org + `}}`)},
	{rule: "POL-411", name: "alone", policy: when(`{"ForAllValues:StringLike": {§"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}}`)},
	{rule: "POL-411", name: "with null", policy: when(`{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}, "Null": {"aws:principalorgpaths": "false"}}`)},
	{rule: "POL-411", name: "with any", policy: when(`{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}, "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}}`)},
	{rule: "POL-412", name: "plain", policy: when(`{"StringLike": {§"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}}`)},
	{rule: "POL-412", name: "set", policy: when(`{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}, "Null": {"aws:TagKeys": "true"}}`)},
}

var keyCases = []lintCase{
	{rule: "POL-404", name: "misspelt", policy: when(`{"StringEquals": {§"aws:PrincipalOrgld": ` + org + `}}`), says: "PrincipalOrgld"},
	{rule: "POL-404", name: "known", policy: when(`{"StringEquals": {"AWS:principalorgid": ` + org + `, "aws:PrincipalTag/team": "a", "s3:prefix": "a"}}`)},
	{rule: "POL-405", name: "unknown", why: "No request carries such a key", policy: when(`{"StringEquals": {§"s3:prefx": "a", §"s33:prefix": "a"}}`)},
	{rule: "POL-405", name: "unsupported", policy: acting(`"s3:GetObject"`, `{"StringEquals": {§"s3:prefix": "a"}}`), says: "No action of the statement"},
	{rule: "POL-405", name: "partly", policy: acting(`["s3:GetObject", "s3:ListBucket"]`, `{"StringEquals": {§"s3:prefix": "a"}}`), says: "Requests for s3:GetObject never"},
	{rule: "POL-405", name: "tolerant", policy: acting(`["s3:GetObject", "s3:ListBucket"]`, `{"StringEqualsIfExists": {"s3:prefix": "a"}}`)},
	{rule: "POL-405", name: "supported", policy: acting(`["s3:List*"]`, `{"StringEquals": {"s3:prefix": "a", "lambda:SourceFunctionArn": "a", "token.actions.githubusercontent.com:sub": "a", "glacier:Something": "a"}}`)},
	{rule: "POL-405", name: "everything", policy: acting(`"*"`, `{"StringEquals": {"s3:prefix": "a"}}`)},
	{rule: "POL-406", name: "bare", policy: when(`{"StringEquals": {§"PrincipalOrgID": ` + org + `, §"aws:": "a"}}`)},
	{rule: "POL-406", name: "whole", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": ` + org + `}}`)},
	{rule: "POL-407", name: "twice", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": ` + org + `, §"aws:PrincipalOrgId": ` + org + `}}`)},
	{rule: "POL-407", name: "two operators", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": ` + org + `}, "StringLike": {"aws:PrincipalOrgId": "o-a1b2*"}}`)},
	{rule: "POL-433", name: "deprecated", why: "AWS does not send it any more.", policy: when(`{"StringEquals": {§"aws:SourceOwner": "111122223333"}}`)},
	{rule: "POL-433", name: "factors in a deny", why: "long-term credentials", policy: unless(`{"Bool": {§"aws:MultiFactorAuthPresent": "false"}, "NumericGreaterThan": {§"aws:MultiFactorAuthAge": "3600"}}`)},
	{rule: "POL-433", name: "factors in an allow", why: "long-term credentials", policy: when(`{"BoolIfExists": {§"aws:MultiFactorAuthPresent": true}, "NumericLessThanIfExists": {§"aws:MultiFactorAuthAge": "3600"}}`)},
	{rule: "POL-433", name: "right in a deny", policy: unless(`{"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}, "NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}`)},
	{rule: "POL-433", name: "right in an allow", policy: when(`{"Bool": {"aws:MultiFactorAuthPresent": "true"}, "Null": {"aws:MultiFactorAuthAge": "false"}}`)},
	{rule: "POL-434", name: "no tag", policy: when(`{"StringEquals": {§"aws:PrincipalTag": "a", §"aws:ResourceTag/": "a"}}`)},
	{rule: "POL-434", name: "tag", policy: when(`{"StringEquals": {"aws:PrincipalTag/team": "a"}}`)},
}

var valueCases = []lintCase{
	{rule: "POL-409", name: "star", policy: when(`{"StringEquals": {"s3:prefix": ["home/", §"home/*"]}}`)},
	{rule: "POL-409", name: "in a deny", policy: unless(`{"StringNotEquals": {"s3:prefix": §"home/?"}}`)},
	{rule: "POL-409", name: "like", policy: when(`{"StringLike": {"s3:prefix": "homes/*"}, "ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/a"}, "StringEquals": {"s3:delimiter": "${*}"}}`)},
	{rule: "POL-417", name: "two", policy: when(`{"Bool": {§"aws:SecureTransport": ["true", "false"]}}`)},
	{rule: "POL-417", name: "word", policy: when(`{"Bool": {"aws:SecureTransport": §"yes"}, "Null": {"aws:PrincipalArn": §"no"}}`)},
	{rule: "POL-417", name: "right", policy: when(`{"Bool": {"aws:SecureTransport": true}, "Null": {"aws:PrincipalArn": "False"}}`)},
	{rule: "POL-418", name: "forms", policy: when(`{"DateLessThan": {"aws:CurrentTime": §"31.1.2027"}, "NumericLessThan": {"s3:max-keys": §"ten"}, "IpAddress": {"aws:VpcSourceIp": §"10.0.0.0/40"}, "BinaryEquals": {"nosuch:key": §"%"}}`)},
	{rule: "POL-418", name: "right", policy: when(`{"DateLessThan": {"aws:CurrentTime": "2027-01-31T10:15:00Z"}, "NumericLessThan": {"s3:max-keys": 10}, "IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}, "BinaryEquals": {"nosuch:key": "QUJD"}}`)},
	{rule: "POL-419", name: "host", policy: when(`{"IpAddress": {"aws:VpcSourceIp": [§"10.0.0.1/8", "10.0.0.1"]}}`), says: "10.0.0.0/8"},
	{rule: "POL-419", name: "network", policy: when(`{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}`)},
	{rule: "POL-420", name: "empty", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": §[]}}`)},
	{rule: "POL-420", name: "one", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": [` + org + `]}}`)},
	{rule: "POL-426", name: "account", why: "No request carries it", policy: when(`{"StringEquals": {"aws:PrincipalAccount": [§"1111", "anonymous"], "s3:ResourceAccount": §"my-account"}}`)},
	{rule: "POL-426", name: "organisation", why: "No request carries it", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": §"o-ABC"}, "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": §"ou-ab12-11111111/*"}}`)},
	{rule: "POL-426", name: "unit without the units below", why: "leaves out the accounts", policy: when(`{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": §"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"}}`), severity: rule.Warning},
	{rule: "POL-426", name: "right", policy: when(`{"StringEquals": {"aws:PrincipalAccount": ["111122223333"], "aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*", "o-a1b2c3d4e5/*/ou-ab12-11111111/*"]}}`)},
	{rule: "POL-427", name: "wildcard", policy: when(`{"StringLike": {"aws:PrincipalAccount": §"1111*", "aws:PrincipalOrgID": §"o-a1b2*"}}`)},
	{rule: "POL-427", name: "number", policy: when(`{"NumericEquals": {§"aws:PrincipalAccount": "111122223333"}}`)},
	{rule: "POL-427", name: "whole", policy: when(`{"StringLike": {"aws:PrincipalAccount": "111122223333", "s3:ResourceAccount": "1111*"}}`)},
	{rule: "POL-428", name: "short", policy: when(`{"StringLike": {"s3:prefix": [§"a*", §"*", §"*a*", §"abcdef*a*"]}}`)},
	{rule: "POL-428", name: "enough", policy: when(`{"StringLike": {"s3:prefix": ["abcdef*", "*abcdef", "a*abcdef", "abcdef*abc?abcdef", "a/${aws:userid}/*"]}, "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}`)},
	{rule: "POL-429", name: "session", policy: when(`{"ArnLike": {"aws:PrincipalArn": [` + someRole + `, §"arn:aws:sts::111122223333:assumed-role/app/*"]}}`)},
	{rule: "POL-429", name: "role", policy: when(`{"ArnLike": {"aws:PrincipalArn": ` + someRole + `}}`)},
	{rule: "POL-430", name: "root", policy: when(`{"ArnEquals": {"aws:PrincipalArn": §"arn:aws:iam::111122223333:root"}}`)},
	{rule: "POL-430", name: "role", policy: when(`{"ArnEquals": {"aws:PrincipalArn": ` + someRole + `}}`)},
	{rule: "POL-431", name: "like", policy: when(`{"StringLike": {§"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}`)},
	{rule: "POL-431", name: "right", policy: when(`{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}, "StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/a"}}`)},
	{rule: "POL-435", name: "twice and covered", policy: when(`{"StringEquals": {"s3:prefix": ["a", §"a"]}, "StringLike": {"s3:delimiter": ["abcdef*", §"abcdefg"]}, "ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/*", §"arn:aws:iam::111122223333:role/a"]}, "IpAddress": {"aws:VpcSourceIp": [§"10.1.0.0/16", "10.0.0.0/8", §"10.0.0.0/8"]}}`)},
	{rule: "POL-435", name: "without case", policy: when(`{"StringEqualsIgnoreCase": {"s3:prefix": ["a", §"A"]}}`)},
	{rule: "POL-435", name: "distinct", policy: when(`{"StringEquals": {"s3:prefix": ["a", "A", "*"]}, "IpAddress": {"aws:VpcSourceIp": ["10.1.0.0/16", "10.2.0.0/16", "x"]}}`)},
}

var ownEndpoint = lint.Options{EndpointID: "vpce-0123456789abcdef0", VPCID: "vpc-0123456789abcdef0"}

var networkCases = []lintCase{
	{rule: "POL-421", name: "allow", policy: when(`{"IpAddress": {§"aws:SourceIp": "203.0.113.0/24"}}`), severity: rule.Error},
	{rule: "POL-421", name: "deny", policy: unless(`{"NotIpAddress": {§"aws:SourceIp": "203.0.113.0/24"}}`)},
	{rule: "POL-421", name: "if there", policy: when(`{"IpAddressIfExists": {§"aws:SourceIp": "203.0.113.0/24"}}`)},
	{rule: "POL-421", name: "private", policy: when(`{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}`)},
	{rule: "POL-421", name: "in the VPC", policy: when(`{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}`)},
	{rule: "POL-422", name: "private", policy: when(`{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", §"192.168.1.0/24"]}}`)},
	{rule: "POL-422", name: "public", policy: when(`{"IpAddress": {"aws:SourceIp": "203.0.113.0/24", "aws:VpcSourceIp": "10.0.0.0/8"}}`)},
	{rule: "POL-423", name: "alone", policy: when(`{"IpAddress": {§"aws:VpcSourceIp": "10.0.0.0/8"}}`)},
	{rule: "POL-423", name: "with VPC", policy: when(`{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}, "StringEquals": {"aws:SourceVpc": "vpc-0123456789abcdef0"}}`)},
	{rule: "POL-424", name: "not known", policy: when(`{"StringEquals": {§"aws:SourceVpce": "vpce-0123456789abcdef0"}}`), says: "is the same in every request"},
	{rule: "POL-424", name: "own", policy: when(`{"StringEquals": {§"aws:SourceVpc": "vpc-0123456789abcdef0"}}`), options: ownEndpoint, says: "the test names it"},
	{rule: "POL-424", name: "another", policy: when(`{"StringEquals": {§"aws:SourceVpce": "vpce-11111111111111111"}}`), options: ownEndpoint, says: "names others"},
	{rule: "POL-424", name: "none", policy: sound},
	{rule: "POL-425", name: "misspelt", policy: when(`{"StringEquals": {"aws:SourceVpce": [§"vpc-0123456789abcdef0", "vpce-1a2b3c4d"], "aws:SourceVpc": §"vpc-xyz"}}`)},
	{rule: "POL-425", name: "right", policy: when(`{"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0", "aws:SourceVpc": "vpc-111bbb22"}}`)},
}

var trustCases = []lintCase{
	{rule: "POL-416", name: "itself", policy: unless(`{"StringNotEquals": {"aws:PrincipalOrgID": §"${aws:principalorgid}"}}`)},
	{rule: "POL-416", name: "trusted", policy: when(`{"StringEquals": {"aws:ResourceAccount": §"${aws:ResourceAccount}"}}`), options: trusting, severity: rule.Error},
	{rule: "POL-416", name: "another", policy: when(`{"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}`)},
	{rule: "POL-432", name: "text", why: "letter by letter", policy: when(`{"StringEquals": {§"aws:PrincipalIsAWSService": "true"}}`)},
	{rule: "POL-432", name: "shut out", policy: unless(`{"StringNotEqualsIfExists": {§"aws:PrincipalOrgID": ` + org + `, "aws:PrincipalAccount": "111122223333"}}`)},
	{rule: "POL-432", name: "let through", policy: unless(`{"StringNotEqualsIfExists": {"aws:PrincipalOrgID": ` + org + `}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}`)},
	{rule: "POL-432", name: "allow", policy: when(`{"StringEquals": {"aws:PrincipalOrgID": ` + org + `}}`)},
	{rule: "POL-436", name: "alone", policy: when(`{"StringEquals": {§"aws:PrincipalTag/team": "a", "aws:PrincipalTag/role": "b"}}`)},
	{rule: "POL-436", name: "trusted", policy: when(`{"StringEquals": {§"aws:PrincipalTag/team": "a"}}`), options: trusting, severity: rule.Error},
	{rule: "POL-436", name: "with the organisation", policy: when(`{"StringEquals": {"aws:PrincipalTag/team": "a", "aws:PrincipalOrgID": ` + org + `}}`)},
}
