package main

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"

// The world of the cases is small, so that patterns often match and statements overlap.
const (
	account = "111122223333"
	other   = "444455556666"
)

// callers are who makes requests.
var callers = []string{
	"arn:aws:iam::" + account + ":user/ann", "arn:aws:iam::" + account + ":user/ann", "arn:aws:iam::" + account + ":user/dev/ann",
	"arn:aws:iam::" + account + ":role/app", "arn:aws:sts::" + account + ":assumed-role/app/s", "arn:aws:sts::" + account + ":assumed-role/app/s",
	"arn:aws:sts::" + other + ":assumed-role/app/s", "arn:aws:sts::" + account + ":federated-user/ann", "arn:aws:iam::" + account + ":root",
	"arn:aws-cn:iam::" + account + ":role/app", "anonymous", "ec2.amazonaws.com", "arn:aws:iam::" + account + ":saml-provider/idp", "www.amazon.com",
}

// principals are what policies name, by kind.
var principals = map[ast.PrincipalKind][]string{
	ast.AWS: {
		"*", account, account, other, "arn:aws:iam::" + account + ":root", "arn:aws-cn:iam::" + account + ":root",
		"arn:aws:iam::" + account + ":user/ann", "arn:aws:iam::" + account + ":user/dev/ann",
		"arn:aws:iam::" + account + ":role/app", "arn:aws:iam::" + account + ":role/teams/app", "arn:aws:iam::" + account + ":role/APP",
		"arn:aws:sts::" + account + ":assumed-role/app/s", "arn:aws:sts::" + account + ":assumed-role/app/other",
		"arn:aws:sts::" + account + ":federated-user/ann", "arn:aws:iam::" + other + ":role/app",
		"arn:aws:iam::" + account + ":role/*", "AROAEXAMPLE00000000A1", "**",
	},
	ast.Service:       {"ec2.amazonaws.com", "ecs.amazonaws.com"},
	ast.Federated:     {"www.amazon.com", "arn:aws:iam::" + account + ":saml-provider/idp", "cognito-identity.amazonaws.com"},
	ast.CanonicalUser: {canonicalUser, "0000aaaa"},
}

const canonicalUser = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"

// kinds are the kinds of principals, the common one more often.
var kinds = []ast.PrincipalKind{ast.AWS, ast.AWS, ast.AWS, ast.AWS, ast.Service, ast.Federated, ast.CanonicalUser}

// call is an action with resources it can be called on, and keys that only it has.
type call struct {
	action    string
	resources []string
	keys      []string
}

var calls = []call{
	{"s3:GetObject", objects, s3Keys},
	{"s3:PutObject", objects, append([]string{"s3:RequestObjectTagKeys"}, s3Keys...)},
	{"s3:ListBucket", []string{"arn:aws:s3:::reports", "arn:aws:s3:us-east-1:" + account + ":accesspoint/ann"}, append([]string{"s3:max-keys", "s3:prefix"}, s3Keys...)},
	{"s3:ListAllMyBuckets", []string{"*"}, s3Keys},
	{"sqs:SendMessage", []string{"arn:aws:sqs:us-east-1:" + account + ":orders-ann", "arn:aws:sqs:eu-west-1:" + other + ":orders"}, nil},
	{"dynamodb:GetItem", []string{"arn:aws:dynamodb:us-east-1:" + account + ":table/Music"}, []string{"dynamodb:LeadingKeys", "dynamodb:Attributes"}},
	{"secretsmanager:GetSecretValue", []string{"arn:aws:secretsmanager:us-east-1:" + account + ":secret:db-ann-AbCdEf"}, nil},
	{"kms:Decrypt", []string{"arn:aws:kms:us-east-1:" + account + ":key/0a1b2c3d-0000-1111-2222-333344445555"}, nil},
}

var (
	objects = []string{
		"arn:aws:s3:::reports/2027/ann/a.csv", "arn:aws:s3:::reports/ann/a (1)+.csv", "arn:aws:s3:::reports/ann:x?/y",
		"arn:aws-cn:s3:::reports/ann/a", "arn:aws:s3:us-east-1:" + account + ":accesspoint/ann/object/ann/a",
	}
	s3Keys = []string{"s3:TlsVersion", "s3:ResourceAccount"}
)

// shape is a family of condition keys: the operators made for it, what requests hold and
// what policies ask for. Nothing keeps a policy from using other operators.
type shape struct {
	bases           []ast.Base
	values, demands []string
}

var (
	text = shape{
		[]ast.Base{ast.StringEquals, ast.StringNotEquals, ast.StringEqualsIgnoreCase, ast.StringNotEqualsIgnoreCase, ast.StringLike, ast.StringNotLike},
		[]string{"red", "Red", "ann", "é", "r*d", "", "a, b", "env", "10"},
		[]string{
			"red", "RED", "ann", "É", "r*", "?ed", "*", "", "r${*}d", "env", "team/${aws:username}", "${aws:username}", "${AWS:UserName}",
			"${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, 'red'}", "${aws:PrincipalTag/none, 'a, b'}", "${aws:PrincipalTag/none, ''}",
			"${aws:PrincipalTag/none}", "${aws:TagKeys}", "${aws:TagKeys, 'red'}", "${aws:username", "$", "a.b|c",
		},
	}
	number = shape{
		[]ast.Base{
			ast.NumericEquals, ast.NumericNotEquals, ast.NumericLessThan, ast.NumericLessThanEquals, ast.NumericGreaterThan, ast.NumericGreaterThanEquals,
		},
		[]string{"10", "10.0", "1.2", "1.3", "-2", "5abc", "1e3", "9007199254740993", "x", "", ".5"},
		[]string{"10", "10.00", "1.2", "1.3", "1.25", "-2", "+10", "5", "1000", "9007199254740992", "abc", "", "0.5", "1e1"},
	}
	date = shape{
		[]ast.Base{ast.DateEquals, ast.DateNotEquals, ast.DateLessThan, ast.DateLessThanEquals, ast.DateGreaterThan, ast.DateGreaterThanEquals},
		[]string{"2027-01-01T00:00:00Z", "2027-01-01", "1798761600", "1798761599", "2026-12-31T23:59:59.5Z", "2027", "abc", "1798761600.5", dateInDisguise},
		[]string{"2027-01-01T00:00:00Z", "2027-01-01T01:00:00+01:00", "2027-01", "2027", "1798761600", "2027-01-01T00:00Z", "2027-01-01T00:00", "2027-01-01T00:00:00.0005Z", "xyz", "-5"},
	}
	truth = shape{
		[]ast.Base{ast.BoolEquals}, []string{"true", "false", "TRUE", "yes"}, []string{"true", "false", "True", "no", "${aws:SecureTransport}", "${aws:PrincipalTag/none, 'true'}"},
	}
	address = shape{
		[]ast.Base{ast.IPAddress, ast.NotIPAddress},
		[]string{"10.1.2.3", "10.1.0.0", "192.0.2.7", "2001:db8::1", "2001:0DB8::1", "::1", "0.0.0.0", "here"},
		[]string{"10.1.0.0/16", "10.1.2.3/24", "10.1.2.3", "0.0.0.0/0", "::/0", "2001:db8::/32", "2001:DB8:0::1", "::1", "192.0.2.7/32", "10.0.0.0/33", "home"},
	}
	arn = shape{
		[]ast.Base{ast.ARNEquals, ast.ARNNotEquals, ast.ARNLike, ast.ARNNotLike},
		[]string{"arn:aws:sns:us-east-1:" + account + ":ann", "arn:aws:s3:::reports", "arn:aws:sns:us-east-1:" + account, "urn:aws:s3:::reports", "reports"},
		[]string{
			"arn:aws:sns:*:" + account + ":*", "arn:aws:sns:us-east-1:" + account + ":ann", "arn:aws:s3:::*", "arn:aws:s3:::${aws:username}", "arn:aws:sns:us-*:${aws:PrincipalAccount}:ann",
			"arn:*:*:*:*:*", "*", "arn:aws:sns:us-east-1:" + account, "arn:aws:sns:*:*:${aws:PrincipalTag/none}", "arn:aws:iam::" + account + ":role/a*", "arn:aws:iam::*:user/${aws:username}",
		},
	}
	binary = shape{[]ast.Base{ast.BinaryEquals}, []string{"YQ==", "YWI=", "a", ""}, []string{"YQ==", "YWI=", "a", "YQ"}}
)

// dateInDisguise is one of many texts that are no date and that the simulator reads as one:
// the first of January 2001.
const dateInDisguise = "eu-west-1"

// keys says of what shape the condition keys are, and lists those that any request can have.
var keys = map[string]shape{
	"aws:PrincipalTag/team": text, "aws:username": text, "aws:PrincipalOrgID": text, "aws:RequestedRegion": text, "aws:PrincipalTag/none": text,
	"aws:FederatedProvider": text, "aws:userid": text, "s3:prefix": text, "s3:ResourceAccount": text,
	"aws:TagKeys": text, "aws:PrincipalOrgPaths": text, "aws:CalledVia": text, "s3:RequestObjectTagKeys": text, "dynamodb:LeadingKeys": text, "dynamodb:Attributes": text,
	"aws:MultiFactorAuthAge": number, "s3:max-keys": number, "s3:TlsVersion": number,
	"aws:CurrentTime": date, "aws:TokenIssueTime": date,
	"aws:SecureTransport": truth, "aws:ViaAWSService": truth, "aws:VpcSourceIp": address, "aws:PrincipalArn": arn, "aws:SourceArn": arn,
	"aws:PrincipalTag/digest": binary,
}

// lists are the keys that hold lists by their type.
var lists = []string{"aws:TagKeys", "aws:PrincipalOrgPaths", "aws:CalledVia", "s3:RequestObjectTagKeys", "dynamodb:LeadingKeys", "dynamodb:Attributes"}

// globals are the keys that a request for any action can have, besides those that follow
// from caller and resource. One is never there.
var globals = []string{
	"aws:PrincipalTag/team", "aws:PrincipalTag/team", "aws:PrincipalOrgID", "aws:RequestedRegion", "aws:FederatedProvider", "aws:userid", "aws:TagKeys", "aws:TagKeys",
	"aws:PrincipalOrgPaths", "aws:CalledVia", "aws:MultiFactorAuthAge", "aws:CurrentTime", "aws:TokenIssueTime", "aws:SecureTransport", "aws:ViaAWSService",
	"aws:VpcSourceIp", "aws:VpcSourceIp", "aws:SourceArn", "aws:PrincipalTag/digest",
}

// exact holds values that only one key has.
var exact = map[string][]string{
	"aws:PrincipalOrgID":    {"o-a1b2c3d4e5", "o-zzzzzzzzzz"},
	"aws:RequestedRegion":   {"us-east-1", "eu-west-1"},
	"aws:FederatedProvider": {"www.amazon.com", "arn:aws:iam::" + account + ":saml-provider/idp"},
	"aws:userid":            {"AROAEXAMPLE00000000A1:s", "AIDAEXAMPLE00000000A2"},
}
