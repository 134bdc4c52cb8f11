package prove_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// The small world: what its policies say and what its requests hold. Many texts are chosen
// to lie at the edge of a pattern.
const (
	accountA = "111122223333"
	accountB = "444455556666"
	orgA     = "o-aaaaaaaaaa"
	orgB     = "o-bbbbbbbbbb"
)

func callers() []string {
	return []string{
		"anonymous", "ec2.amazonaws.com", "s3.amazonaws.com",
		"arn:aws:iam::" + accountA + ":root", "arn:aws:iam::" + accountA + ":user/ann", "arn:aws:iam::" + accountA + ":user/x/ann",
		"arn:aws:iam::" + accountA + ":role/app", "arn:aws:iam::" + accountA + ":role/x/app", "arn:aws:sts::" + accountA + ":assumed-role/app/s1",
		"arn:aws:sts::" + accountA + ":assumed-role/app/s2", "arn:aws:sts::" + accountA + ":federated-user/ann",
		"arn:aws:iam::" + accountB + ":role/app", "arn:aws:iam::" + accountB + ":user/bob", "arn:aws:iam::999988887777:role/app",
		"arn:aws:sts::" + accountB + ":assumed-role/dev/s1",
	}
}

// worldKeys are the condition keys with the values that policies compare them with.
func worldKeys() map[string][]string {
	return map[string][]string{
		"aws:PrincipalArn": {
			"arn:aws:iam::" + accountA + ":role/app", "arn:aws:iam::" + accountA + ":*", "arn:aws:iam::*:role/app", "arn:aws:iam::" + accountA + ":role/*",
			"*app", "arn:aws:iam::" + accountB + ":user/bob", "arn:aws:iam::${aws:PrincipalAccount}:role/app", "arn:*",
		},
		"aws:PrincipalAccount":       {accountA, accountB, "1111*", "anonymous", "${aws:ResourceAccount}", "????????????"},
		"aws:PrincipalOrgID":         {orgA, orgB, "o-a*", orgA + "/*", "${aws:ResourceOrgID}", "${aws:PrincipalOrgID}", "${aws:PrincipalTag/t}"},
		"aws:PrincipalOrgPaths":      {orgA + "/*", orgB + "/*", orgA + "/r-1/", "*r-1*", "*"},
		"aws:ResourceAccount":        {accountA, accountB, "${aws:PrincipalAccount}", "*3", accountA + ":q", accountB + "*"},
		"aws:ResourceOrgID":          {orgA, orgB, "${aws:PrincipalOrgID}", "o-?aaaaaaaaa"},
		"aws:PrincipalTag/t":         {"a", "b", "A", "a*", "?", "", "${aws:ResourceTag/t}", "x${aws:username}", "${aws:username, 'ann'}", "*b", "${aws:PrincipalAccount}", "${aws:PrincipalOrgID}"},
		"aws:ResourceTag/t":          {"a", "ab", "${aws:PrincipalTag/t}", "*", "${aws:ResourceOrgID}", "${aws:userid}"},
		"aws:TagKeys":                {"a", "b", "a*", "*", "A", "", "${aws:username}"},
		"app:list":                   {"a", "b", "?", "ab"},
		"app:n":                      {"1", "2", "2.5", "x", "3"},
		"aws:CurrentTime":            {"2027-01-01T00:00:00Z", "2028", "1800000000", "x"},
		"aws:VpcSourceIp":            {"10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32", "10.0.0.1", "x"},
		"aws:SecureTransport":        {"true", "false", "TRUE"},
		"aws:PrincipalIsAWSService":  {"true", "false"},
		"aws:username":               {"ann", "a*", "bob"},
		"aws:SourceVpce":             {"vpce-1", "vpce-*"},
		"aws:SourceIp":               {"10.0.0.0/8"},
		"aws:PrincipalServiceName":   {"ec2.amazonaws.com", "*.amazonaws.com"},
		"app:b":                      {"YQ==", "YWI=", "a"},
		"aws:PrincipalTag/unrelated": {"a"},
		"aws:ResourceOrgPaths":       {orgA + "/*", orgA + "/r-1/*"},
		"aws:FederatedProvider":      {"p"},
		"aws:MultiFactorAuthPresent": {"true", "false"},
	}
}

// values are what requests hold: nil is absent.
func values(key string) [][]string {
	one := func(texts ...string) [][]string {
		all := [][]string{nil}
		for _, t := range texts {
			all = append(all, []string{t})
		}
		return all
	}
	switch key {
	case "aws:PrincipalOrgID", "aws:ResourceOrgID":
		return one(orgA, orgB, "o-cccccccccc")
	case "aws:PrincipalOrgPaths", "aws:ResourceOrgPaths":
		return [][]string{nil, {orgA + "/r-1/"}, {orgA + "/r-1/ou-1/"}, {orgB + "/r-2/"}, {"o-cccccccccc/r-1/"}, {orgA + "/r-1/", orgA + "/r-2/"}}
	case "aws:ResourceAccount":
		return one(accountA, accountB, "999988887777")
	case "aws:PrincipalTag/t", "aws:ResourceTag/t":
		return one("a", "b", "A", "ab", "", "xann", "ann", "*", "c", orgA, orgB, accountA)
	case "aws:TagKeys", "app:list":
		return [][]string{nil, {"a"}, {"b"}, {"a", "b"}, {"ab"}, {""}, {"", "a"}, {"c", "d"}, {"A"}}
	case "app:n":
		return one("1", "2", "2.5", "2.6", "3", "4", "x", "1.0")
	case "aws:CurrentTime":
		return [][]string{{"2026-01-01T00:00:00Z"}, {"2027-01-01T00:00:00Z"}, {"1800000000"}, {"2027-06-01"}, {"2028-01-01"}, {"2029"}}
	case "aws:VpcSourceIp":
		return [][]string{{"10.0.0.1"}, {"10.0.0.2"}, {"10.1.2.3"}, {"192.168.0.1"}, {"2001:db8::1"}, {"2002::1"}}
	case "aws:SecureTransport":
		return [][]string{{"true"}, {"false"}}
	case "aws:SourceVpce":
		return [][]string{{"vpce-1"}, {"vpce-2"}, {"other"}}
	case "aws:SourceIp":
		return [][]string{nil}
	case "app:b":
		return one("YQ==", "YWI=", "YQ==\n", "a")
	case "aws:MultiFactorAuthPresent":
		return one("true", "false")
	}
	return one("a", "p")
}

func resources() []string {
	return []string{
		"*", "arn:aws:s3:::b", "arn:aws:s3:::b/a", "arn:aws:s3:::ab/x", "arn:aws:s3:::b/ann", "arn:aws:s3:::b/x:y", "arn:aws:s3:::b/a/c",
		"arn:aws:sqs:us-east-1:" + accountA + ":q", "arn:aws:sqs:us-east-1:" + accountB + ":q", "arn:aws:sqs:us-east-1:" + accountB + ":" + accountA + ":q", "arn:aws:sqs:eu-west-1:" + accountA + ":qq",
	}
}

func actions() []string { return []string{"s3:GetObject", "s3:PutObject", "s3:List", "sqs:Send"} }

// draw takes one of some.
func draw[T any](t *rapid.T, label string, some ...T) T {
	return some[rapid.IntRange(0, len(some)-1).Draw(t, label)]
}

func drawSome[T any](t *rapid.T, label string, least, most int, some ...T) []T {
	var all []T
	for range rapid.IntRange(least, most).Draw(t, label+" count") {
		all = append(all, draw(t, label, some...))
	}
	return all
}

func drawPolicy(t *rapid.T, keys []string) string {
	var statements []any
	actions := []string{"*", "s3:*", "s3:GetObject", "s3:?etObject", "S3:P*", "sqs:*", "s3:List"}
	resources := []string{"*", "arn:aws:s3:::b", "arn:aws:s3:::b/*", "arn:aws:s3:::*", "arn:aws:s3:::?b/*", "arn:aws:sqs:us-east-1:" + accountA + ":q*", "arn:aws:sqs:us-east-1:" + accountB + ":*"}
	// Half of the policies have nothing that can be read in two ways, which is faster.
	odd := rapid.Bool().Draw(t, "odd")
	principals := 8
	if odd {
		actions = append(actions, "s*:List")
		resources = append(resources, "arn:aws:s3:*", "arn:aws:sqs:*:"+accountA+":q", "arn:aws:sqs:*:*:q*",
			"arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/${aws:username, 'a'}*", "arn:*:s3:::b", "arn:aws:s3:::b/${aws:PrincipalTag/t}/*")
		principals = 9
	}
	for range rapid.IntRange(1, 3).Draw(t, "statements") {
		s := map[string]any{"Effect": draw(t, "effect", "Allow", "Allow", "Deny")}
		switch rapid.IntRange(1, principals).Draw(t, "principal") {
		case 1:
			s["Principal"] = map[string]any{"AWS": drawSome(t, "aws", 1, 2, append(callers()[3:], accountA, accountB, "*")...)}
		case 9:
			s["NotPrincipal"] = map[string]any{"AWS": drawSome(t, "aws", 1, 3, append(callers()[3:], accountA, accountB)...)}
		case 2:
			s["Principal"] = map[string]any{"Service": "ec2.amazonaws.com"}
		case 3:
			s["Principal"] = map[string]any{"AWS": draw(t, "id", "AROAAAAAAAAAAAAAAAAA", accountA), "Federated": "p"}
		default:
			s["Principal"] = "*"
		}
		s[draw(t, "action element", "Action", "Action", "NotAction")] = drawSome(t, "action", 1, 2, actions...)
		s[draw(t, "resource element", "Resource", "Resource", "NotResource")] = drawSome(t, "resource", 1, 2, resources...)
		conditions := map[string]map[string]any{}
		for range rapid.IntRange(0, 2).Draw(t, "conditions") {
			key := draw(t, "key", keys...)
			operator := drawOperator(t, key)
			if conditions[operator] == nil {
				conditions[operator] = map[string]any{}
			}
			if strings.Contains(operator, "Null") {
				conditions[operator][key] = draw(t, "null", "true", "false")
			} else {
				conditions[operator][key] = drawSome(t, "value", 0, 2, append(worldKeys()[key], worldKeys()[key]...)...)
			}
		}
		if len(conditions) > 0 {
			s["Condition"] = conditions
		}
		statements = append(statements, s)
	}
	version := draw(t, "version", "2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17")
	text, err := json.Marshal(map[string]any{"Version": version, "Statement": statements})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func drawOperator(t *rapid.T, key string) string {
	bases := []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Null"}
	switch key {
	case "aws:PrincipalArn":
		bases = append(bases, "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals")
	case "app:n":
		bases = []string{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "Null", "StringEquals"}
	case "aws:CurrentTime":
		bases = []string{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Null"}
	case "aws:VpcSourceIp", "aws:SourceIp":
		bases = []string{"IpAddress", "NotIpAddress", "Null"}
	case "aws:SecureTransport", "aws:PrincipalIsAWSService", "aws:MultiFactorAuthPresent":
		bases = []string{"Bool", "Bool", "StringEquals", "StringNotEquals", "Null"}
	case "app:b":
		bases = []string{"BinaryEquals", "Null"}
	}
	base := draw(t, "operator", bases...)
	set := ""
	if key == "aws:TagKeys" || key == "app:list" || strings.HasSuffix(key, "OrgPaths") {
		set = draw(t, "set", "ForAllValues:", "ForAnyValue:", "ForAnyValue:", "ForAllValues:", "")
	} else if rapid.IntRange(0, 9).Draw(t, "odd") == 0 && key != "app:n" {
		set = draw(t, "set", "ForAllValues:", "ForAnyValue:")
	}
	suffix := ""
	if base != "Null" && rapid.IntRange(0, 3).Draw(t, "suffix") == 0 {
		suffix = "IfExists"
	}
	return set + base + suffix
}

func drawTrusted(t *rapid.T) prove.Trusted {
	switch rapid.IntRange(0, 4).Draw(t, "trusted") {
	case 0:
		return prove.Trusted{Accounts: []string{accountA}}
	case 1:
		return prove.Trusted{Organizations: []string{orgA}, Accounts: []string{accountB}}
	case 2:
		return prove.Trusted{Paths: []string{orgA + "/r-1/"}}
	case 3:
		return prove.Trusted{Organizations: []string{orgA}, Members: map[string][]string{orgA: {accountA}}}
	}
	return prove.Trusted{Organizations: []string{orgA}}
}

func drawQuestion(t *rapid.T, reference *ast.Document) prove.Question {
	q := prove.Question{
		Kind: draw(t, "kind", prove.Kinds()...), Trusted: drawTrusted(t), Reference: reference,
		AllowServices: rapid.Bool().Draw(t, "services"), Endpoints: draw(t, "endpoints", nil, []match.Endpoint{match.Interface}, []match.Endpoint{match.Gateway}),
	}
	if rapid.Bool().Draw(t, "exceptions") {
		q.Resources = []string{"arn:aws:s3:::b", "arn:aws:sqs:*:*:q"}
	}
	x := prove.Access{
		Actions:    drawSome(t, "access action", 0, 2, "s3:GetObject", "s3:*", "*"),
		Resources:  drawSome(t, "access resource", 0, 1, "arn:aws:s3:::b/*", "*", "arn:aws:s3:::b/a"),
		Principals: drawSome(t, "access principal", 0, 2, "trusted", "anonymous", accountA, callers()[6], "ec2.amazonaws.com"),
	}
	if rapid.Bool().Draw(t, "context") {
		x.Context = map[string][]string{"aws:SecureTransport": {"true"}, "aws:PrincipalTag/t": {"a*"}}
	}
	q.Access = map[string]prove.Access{"x": x}
	return q
}

// world is everything about requests that one case needs.
type world struct{ keys []string }

// request draws a request that keeps to the facts, or says that it does not.
func (w world) request(n func(int) int, endpoint match.Endpoint) (eval.Request, bool) {
	principal := callers()[n(len(callers()))]
	caller, err := match.NewCaller(principal)
	if err != nil {
		panic(err)
	}
	r := eval.Request{
		Principal: principal, Action: actions()[n(len(actions()))], Resource: resources()[n(len(resources()))],
		Context: map[string][]string{}, Endpoint: endpoint,
	}
	member := caller.InAccount()
	for _, key := range w.keys {
		all := values(key)
		v := all[n(len(all))]
		switch key {
		case "aws:PrincipalArn":
			v = nil
			if member {
				v = []string{caller.PrincipalARN()}
				if caller.Kind == match.RoleSession && n(2) == 0 {
					v = []string{strings.Replace(v[0], ":role/", ":role/x/", 1)}
				}
			}
		case "aws:PrincipalAccount":
			v = nil
			switch {
			case member:
				v = []string{caller.Account}
			case caller.Kind == match.Anonymous:
				v = []string{"anonymous"}
			}
		case "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalTag/t", "aws:MultiFactorAuthPresent", "aws:PrincipalTag/unrelated":
			if !member {
				v = nil
			}
		case "aws:FederatedProvider":
			if caller.Kind == match.Anonymous {
				v = nil
			}
		case "aws:PrincipalIsAWSService":
			v = []string{fmt.Sprint(caller.Kind == match.ServicePrincipal)}
			if caller.Kind == match.Anonymous {
				v = nil
			}
		case "aws:PrincipalServiceName":
			v = nil
			if caller.Kind == match.ServicePrincipal {
				v = []string{caller.Text}
			}
		case "aws:username":
			v = nil
			if caller.Kind == match.User {
				v = []string{caller.Name}
			}
		case "aws:ResourceAccount":
			if segments := strings.Split(r.Resource, ":"); len(segments) > 5 && segments[4] != "" {
				v = []string{segments[4]}
			}
		}
		if v != nil {
			r.Context[key] = v
		}
	}
	return r, w.plausible(r, caller)
}

// plausible holds a request against the facts that tie several keys together.
func (w world) plausible(r eval.Request, caller match.Caller) bool {
	for _, side := range []string{"aws:Principal", "aws:Resource"} {
		id, hasID := r.Context[side+"OrgID"]
		paths, hasPaths := r.Context[side+"OrgPaths"]
		if slices.Contains(w.keys, side+"OrgID") && slices.Contains(w.keys, side+"OrgPaths") && hasID != hasPaths {
			return false
		}
		for _, p := range paths {
			if hasID && !strings.HasPrefix(p, id[0]+"/") {
				return false
			}
		}
	}
	owner, principalOrg, resourceOrg := r.Context["aws:ResourceAccount"], r.Context["aws:PrincipalOrgID"], r.Context["aws:ResourceOrgID"]
	return len(owner) == 0 || owner[0] != caller.Account || len(principalOrg) == 0 || len(resourceOrg) == 0 || principalOrg[0] == resourceOrg[0]
}

// members says whether a request keeps to the known accounts of organisations.
func keepsMembers(r eval.Request, caller match.Caller, members map[string][]string) bool {
	for id, accounts := range members {
		if caller.InAccount() {
			in := slices.Contains(accounts, caller.Account)
			if in != slices.Contains(r.Context["aws:PrincipalOrgID"], id) {
				return false
			}
		}
		owner, org := r.Context["aws:ResourceAccount"], r.Context["aws:ResourceOrgID"]
		if len(owner) == 0 || len(org) == 0 {
			continue
		}
		if slices.Contains(accounts, owner[0]) != (org[0] == id) {
			return false
		}
	}
	return true
}
