// Package generate makes random documents and requests for property tests. They are drawn
// from a small world, so that patterns often match and statements often overlap.
//
//	rapid.Check(t, func(t *rapid.T) {
//		document := generate.Document().Draw(t, "document")
//		request := generate.Request().Draw(t, "request")
//	})
//
// Only tests import it.
package generate

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

const (
	account = "111122223333"
	other   = "444455556666"
)

// callers are the callers of the world, principals what policies call them.
var (
	callers = []string{
		"anonymous", "ec2.amazonaws.com", "arn:aws:iam::" + account + ":root", "arn:aws:iam::" + account + ":user/ann",
		"arn:aws:iam::" + account + ":role/app", "arn:aws:sts::" + account + ":assumed-role/app/s", "arn:aws:sts::" + other + ":assumed-role/app/s",
		"arn:aws:sts::" + account + ":federated-user/ann",
	}
	principals = []string{
		"*", account, other, "arn:aws:iam::" + account + ":root", "arn:aws:iam::" + account + ":user/ann", "arn:aws:iam::" + account + ":role/app",
		"arn:aws:sts::" + account + ":assumed-role/app/s", "AROAEXAMPLE00000000A1", "arn:aws:iam::" + account + ":role/*",
	}
	actions   = []string{"s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage"}
	patterns  = []string{"*", "s3:*", "s3:Get*", "S3:getobject", "s3:?utObject", "sqs:SendMessage", "s*:*", "s3:"}
	resources = []string{"*", "arn:aws:s3:::b", "arn:aws:s3:::b/a", "arn:aws:s3:::b/ann/x", "arn:aws:s3:::c/a:b", "arn:aws:sqs:us-east-1:" + account + ":q"}
	arns      = []string{
		"*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:*", "arn:aws:s3:::?/a*", "arn:*:s3:::b/a", "arn:aws:sqs:*:*:q", "arn:aws:sqs:us-*",
		"arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/${aws:username, 'a'}", "arn:aws:s3:::${*}/*", "b/*",
	}
	keys = []string{"aws:username", "aws:PrincipalTag/t", "aws:TagKeys", "s3:max-keys", "aws:CurrentTime", "aws:VpcSourceIp", "aws:PrincipalArn"}
	// values are what the world has for each family of operators, good and bad.
	values = []string{
		"a", "A", "ann", "b*", "?", "*", "", "${aws:username}", "${aws:PrincipalTag/t, 'a'}", "a${*}", "1", "1.50", "-2e1", "2027", "2027-01-01T00:00Z",
		"true", "FALSE", "YQ==", "10.0.0.0/8", "10.1.1.1", "::/0", "arn:aws:iam::*:role/*", "arn:aws:iam::" + account + ":role/app", "arn:aws:*",
	}
	// contents are what requests have, without anything that is special in a policy.
	contents = []string{"a", "A", "ann", "b", "", "*", "1", "1.5", "2", "x1", "2027", "2027-01-01", "1798761600", "true", "false", "YQ==", "10.1.1.1", "::1", "arn:aws:iam::" + account + ":role/app", "arn:aws:s3:::b"}
)

// Document makes a usable document: every statement has its elements, and no key stands
// twice in an object.
func Document() *rapid.Generator[*ast.Document] {
	return rapid.Custom(func(t *rapid.T) *ast.Document {
		d := &ast.Document{Statements: rapid.SliceOfN(Statement(), 1, 4).Draw(t, "statements")}
		if version := rapid.SampledFrom([]string{"", ast.Version2008, ast.Version2012, ast.Version2012}).Draw(t, "version"); version != "" {
			d.Version = &ast.String{Value: version}
		}
		if rapid.Bool().Draw(t, "has an id") {
			d.ID = &ast.String{Value: rapid.String().Draw(t, "id")}
		}
		return d
	})
}

// Statement makes a usable statement.
func Statement() *rapid.Generator[*ast.Statement] {
	return rapid.Custom(func(t *rapid.T) *ast.Statement {
		s := &ast.Statement{Effect: rapid.SampledFrom([]ast.Effect{ast.Allow, ast.Allow, ast.Deny}).Draw(t, "effect")}
		if rapid.Bool().Draw(t, "has a sid") {
			s.Sid = &ast.String{Value: rapid.StringMatching(`[A-Za-z0-9]{1,4}`).Draw(t, "sid")}
		}
		seldom := func(label string) bool { return rapid.IntRange(0, 4).Draw(t, label) == 0 }
		if who := who().Draw(t, "principal"); seldom("not principal") {
			s.NotPrincipal = who
		} else {
			s.Principal = who
		}
		if what := list(patterns).Draw(t, "action"); seldom("not action") {
			s.NotAction = what
		} else {
			s.Action = what
		}
		if which := list(arns).Draw(t, "resource"); seldom("not resource") {
			s.NotResource = which
		} else {
			s.Resource = which
		}
		if rapid.Bool().Draw(t, "has a condition") {
			s.Condition = condition().Draw(t, "condition")
		}
		return s
	})
}

func who() *rapid.Generator[ast.Principals] {
	return rapid.Custom(func(t *rapid.T) ast.Principals {
		if rapid.Bool().Draw(t, "everyone") {
			return &ast.Everyone{}
		}
		p := &ast.PrincipalMap{}
		for _, kind := range subset(t, "kinds", []ast.PrincipalKind{ast.AWS, ast.Service, ast.Federated}) {
			names := principals
			if kind != ast.AWS {
				names = []string{"ec2.amazonaws.com", "www.amazon.com"}
			}
			p.Groups = append(p.Groups, ast.PrincipalGroup{Kind: kind, Names: *list(names).Draw(t, "names")})
		}
		return p
	})
}

func condition() *rapid.Generator[*ast.Condition] {
	return rapid.Custom(func(t *rapid.T) *ast.Condition {
		c := &ast.Condition{}
		for _, base := range rapid.SliceOfNDistinct(rapid.SampledFrom(ast.Bases()), 0, 2, rapid.ID).Draw(t, "operators") {
			o := ast.Operator{Base: base, Set: rapid.SampledFrom([]ast.Set{ast.NoSet, ast.NoSet, ast.ForAllValues, ast.ForAnyValue}).Draw(t, "set")}
			o.IfExists = base != ast.Null && rapid.Bool().Draw(t, "if exists")
			b := ast.Block{Name: o.String()}
			for _, key := range rapid.SliceOfNDistinct(rapid.SampledFrom(keys), 1, 2, rapid.ID).Draw(t, "keys") {
				b.Tests = append(b.Tests, ast.Test{Key: key, Values: rapid.SliceOfN(value(), 0, 3).Draw(t, "values")})
			}
			c.Blocks = append(c.Blocks, b)
		}
		return c
	})
}

func value() *rapid.Generator[ast.Value] {
	return rapid.Custom(func(t *rapid.T) ast.Value {
		switch rapid.IntRange(0, 9).Draw(t, "type") {
		case 0:
			return ast.Number{Literal: rapid.SampledFrom([]string{"1", "1.50", "-20", "1e0"}).Draw(t, "number")}
		case 1:
			return ast.Bool{Value: rapid.Bool().Draw(t, "bool")}
		}
		return ast.String{Value: rapid.SampledFrom(values).Draw(t, "text")}
	})
}

func list(from []string) *rapid.Generator[*ast.Strings] {
	return rapid.Custom(func(t *rapid.T) *ast.Strings {
		s := &ast.Strings{}
		for _, text := range rapid.SliceOfN(rapid.SampledFrom(from), 0, 3).Draw(t, "items") {
			s.Items = append(s.Items, ast.String{Value: text})
		}
		return s
	})
}

// subset draws some of a few things, in their order.
func subset[T comparable](t *rapid.T, label string, from []T) []T {
	drawn := rapid.SliceOfDistinct(rapid.SampledFrom(from), rapid.ID).Draw(t, label)
	return slices.DeleteFunc(slices.Clone(from), func(v T) bool { return !slices.Contains(drawn, v) })
}

// Request makes a request of the same world.
func Request() *rapid.Generator[eval.Request] {
	return rapid.Custom(func(t *rapid.T) eval.Request {
		r := eval.Request{
			Principal: rapid.SampledFrom(callers).Draw(t, "principal"),
			Action:    rapid.SampledFrom(actions).Draw(t, "action"),
			Resource:  rapid.SampledFrom(resources).Draw(t, "resource"),
			Endpoint:  rapid.SampledFrom([]match.Endpoint{match.Interface, match.Gateway}).Draw(t, "endpoint"),
			Context:   map[string][]string{},
		}
		for _, key := range subset(t, "keys", keys) {
			r.Context[key] = rapid.SliceOfN(rapid.SampledFrom(contents), 0, 2).Draw(t, key)
		}
		return r
	})
}

// Semantics makes a reading of the undocumented rules.
func Semantics() *rapid.Generator[match.Semantics] {
	return rapid.Custom(func(t *rapid.T) match.Semantics {
		var semantics match.Semantics
		for _, s := range match.Switches() {
			if rapid.IntRange(0, 3).Draw(t, s.Name) == 0 {
				semantics = s.Flip(semantics)
			}
		}
		return semantics
	})
}
