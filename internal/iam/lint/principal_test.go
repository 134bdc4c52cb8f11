package lint_test

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

var (
	gateway   = lint.Options{EndpointType: lint.Gateway, Service: "s3"}
	face      = lint.Options{EndpointType: lint.Interface, Service: "s3"}
	trusting  = lint.Options{Trusted: true}
	inChina   = lint.Options{Region: "cn-north-1"}
	inIreland = lint.Options{Region: "eu-west-1"}
)

// notPrincipal is a statement about everyone but the principals, given as JSON.
func notPrincipal(effect, principals, condition string) string {
	return document(`{"Effect": "` + effect + `", "NotPrincipal": ` + principals +
		`, "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket"` + condition + `}`)
}

const someRole = `"arn:aws:iam::111122223333:role/app"`

var principalCases = []lintCase{
	{rule: "POL-101", name: "account", policy: from(`{"AWS": §"111122223333"}`), options: gateway, says: "111122223333"},
	{rule: "POL-101", name: "root", policy: from(`{"AWS": [` + someRole + `, §"arn:aws:iam::111122223333:root"]}`), options: gateway},
	{rule: "POL-101", name: "type not given", policy: from(`{"AWS": §"111122223333"}`), says: "its type was not given"},
	{rule: "POL-101", name: "interface", policy: from(`{"AWS": "111122223333"}`), options: face},
	{rule: "POL-101", name: "service without gateway", policy: from(`{"AWS": "111122223333"}`), options: lint.Options{Service: "kms"}},
	{rule: "POL-101", name: "actions without gateway", policy: document(`{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": ["kms:Decrypt", "sqs:*"], "Resource": "*"}`)},
	{rule: "POL-102", name: "role", policy: from(`{"AWS": §` + someRole + `}`), options: gateway},
	{rule: "POL-102", name: "everyone", policy: from(`{"AWS": "*"}`), options: gateway},
	{rule: "POL-102", name: "interface", policy: from(`{"AWS": ` + someRole + `}`), options: face},
	{rule: "POL-103", name: "roles", policy: from(`{"AWS": §"arn:aws:iam::111122223333:role/*"}`)},
	{rule: "POL-103", name: "accounts", policy: from(`{"AWS": ["*", §"arn:aws:iam::*:root"]}`)},
	{rule: "POL-103", name: "lone", policy: from(`{"AWS": "*"}`)},
	{rule: "POL-104", name: "allow", policy: notPrincipal("Allow", `§{"AWS": `+someRole+`}`, "")},
	{rule: "POL-104", name: "trusted", policy: notPrincipal("Allow", `§{"AWS": `+someRole+`}`, ""), options: trusting, severity: rule.Error},
	{rule: "POL-104", name: "trusted and limited", policy: notPrincipal("Allow", `§{"AWS": `+someRole+`}`, `, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}`), options: trusting},
	{rule: "POL-104", name: "deny", policy: notPrincipal("Deny", `{"AWS": `+someRole+`}`, "")},
	{rule: "POL-105", name: "deny", policy: notPrincipal("Deny", `§{"AWS": `+someRole+`}`, "")},
	{rule: "POL-105", name: "allow", policy: notPrincipal("Allow", `{"AWS": `+someRole+`}`, "")},
	{rule: "POL-106", name: "eleven digits", policy: from(`{"AWS": §"11112222333"}`), says: "twelve digits"},
	{rule: "POL-106", name: "hyphens", policy: from(`{"AWS": §"1111-2222-3333"}`), says: "write 111122223333"},
	{rule: "POL-106", name: "group", policy: from(`{"AWS": §"arn:aws:iam::111122223333:group/admins"}`), says: "a group"},
	{rule: "POL-106", name: "policy", policy: from(`{"AWS": §"arn:aws:iam::111122223333:policy/admins"}`), says: "a policy"},
	{rule: "POL-106", name: "service", why: "AWS refuses the policy, or nobody matches.", policy: from(`{"Service": §"ec2"}`), says: "not the name of a service"},
	{rule: "POL-106", name: "provider", why: "AWS refuses the policy, or nobody matches.", policy: from(`{"Federated": §"google"}`)},
	{rule: "POL-106", name: "canonical", why: "AWS refuses the policy, or nobody matches.", policy: from(`{"CanonicalUser": §"abc"}`)},
	{rule: "POL-106", name: "all well", policy: from(`{"AWS": ["111122223333", ` + someRole + `, "arn:aws:iam::111122223333:user/a/b", "arn:aws-cn:iam::111122223333:root", "AIDAJQABLZS4A3QDU576Q", "arn:aws:sts::111122223333:assumed-role/app/x", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC"], "Service": "ec2.amazonaws.com", "Federated": ["cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/idp"], "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}`)},
	{rule: "POL-107", name: "case", policy: from(`{§"aws": "111122223333"}`), says: `"aws"`},
	{rule: "POL-107", name: "all kinds", policy: from(`{"AWS": "*", "Service": "ec2.amazonaws.com", "Federated": "www.amazon.com", "CanonicalUser": "a"}`)},
	{rule: "POL-108", name: "role", policy: from(`{"AWS": §"AROAEXAMPLEID1234567"}`)},
	{rule: "POL-108", name: "role by ARN", policy: from(`{"AWS": ` + someRole + `}`)},
	{rule: "POL-109", name: "alone", policy: from(`{§"Service": "ec2.amazonaws.com"}`)},
	{rule: "POL-109", name: "beside others", policy: from(`{"Service": "ec2.amazonaws.com", "AWS": "111122223333"}`)},
	{rule: "POL-109", name: "denied", policy: document(`{"Effect": "Deny", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "s3:*", "Resource": "*"}`)},
	{rule: "POL-110", name: "identity provider at s3", policy: from(`{§"Federated": ["www.amazon.com", "accounts.google.com"]}`)},
	{rule: "POL-110", name: "canonical user at sqs", policy: document(`{"Effect": "Allow", "Principal": {§"CanonicalUser": "a"}, "Action": "sqs:*", "Resource": "*"}`)},
	{rule: "POL-110", name: "canonical user at s3", policy: from(`{"CanonicalUser": "a"}`)},
	{rule: "POL-110", name: "identity provider at sts", policy: document(`{"Effect": "Allow", "Principal": {"Federated": "www.amazon.com"}, "Action": "*", "Resource": "*"}`), options: lint.Options{Service: "sts-fips"}},
	{rule: "POL-111", name: "session", policy: from(`{"AWS": §"arn:aws:sts::111122223333:assumed-role/app/me"}`)},
	{rule: "POL-111", name: "role", policy: from(`{"AWS": ` + someRole + `}`)},
	{rule: "POL-112", name: "elsewhere", policy: from(`{"AWS": §` + someRole + `}`), options: inChina, says: "aws-cn"},
	{rule: "POL-112", name: "at home", policy: from(`{"AWS": ["arn:aws-cn:iam::111122223333:root", "111122223333"]}`), options: inChina},
}
