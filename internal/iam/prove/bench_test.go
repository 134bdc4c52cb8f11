package prove_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

type object = map[string]any

const corp = "o-a1b2c3d4e5"

func policyText(t testing.TB, statements ...object) string {
	t.Helper()
	for _, s := range statements {
		if s["Principal"] == nil && s["NotPrincipal"] == nil {
			s["Principal"] = "*"
		}
		if s["NotPrincipal"] != nil {
			delete(s, "Principal")
		}
	}
	text, err := json.Marshal(object{"Version": "2012-10-17", "Statement": statements})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func byCorp() object {
	return object{"StringEquals": object{"aws:PrincipalOrgID": corp, "aws:ResourceOrgID": corp}}
}

// perimeter is a usual data perimeter: our principals to our resources, and AWS services.
func perimeter(t testing.TB) string {
	return policyText(t,
		object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": byCorp()},
		object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": object{
			"Bool": object{"aws:PrincipalIsAWSService": "true"}, "StringEquals": object{"aws:ResourceOrgID": corp},
		}},
	)
}

// parameters is a perimeter with documents and parameters that AWS owns.
func parameters(t testing.TB) string {
	return policyText(t,
		object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": byCorp()},
		object{"Effect": "Allow", "Action": []string{"ssm:GetDocument", "ssm:SendCommand", "ssm:DescribeDocument"}, "Resource": "arn:aws:ssm:*::document/*", "Condition": object{"StringEquals": object{"aws:PrincipalOrgID": corp}}},
		object{"Effect": "Allow", "Action": []string{"ssm:GetParameter", "ssm:GetParameters"}, "Resource": "arn:aws:ssm:*::parameter/aws/*", "Condition": object{"StringEquals": object{"aws:PrincipalOrgID": corp}}},
	)
}

// buckets is a perimeter for Amazon S3 with many buckets that AWS owns, the layers of images
// among them for everybody.
func buckets(t testing.TB) string {
	var owned []string
	for i := range 61 {
		name := []string{"packages.%s.amazonaws.com", "repo.%s.amazonaws.com", "amazonlinux-2-repos-%s", "aws-ssm-%s", "patch-baseline-snapshot-%s", "al2023-repos-%s-de612dc2", "cloudformation-waitcondition-%s"}[i%7]
		region := []string{"us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-2", "ap-southeast-2", "sa-east-1", "ca-central-1", "eu-north-1"}[i/7]
		owned = append(owned, "arn:aws:s3:::"+fmt.Sprintf(name, region)+"/*")
	}
	org := object{"StringEquals": object{"aws:PrincipalOrgID": corp}}
	return policyText(t,
		object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": byCorp()},
		object{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": object{"Bool": object{"aws:PrincipalIsAWSService": "true"}}},
		object{"Effect": "Allow", "Action": "s3:GetObject", "Resource": owned[:20], "Condition": org},
		object{"Effect": "Allow", "Action": []string{"s3:GetObject", "s3:ListBucket"}, "Resource": owned[20:40], "Condition": org},
		object{"Effect": "Allow", "Action": "s3:PutObject", "Resource": owned[40:50], "Condition": org},
		object{"Effect": "Allow", "Action": "s3:*", "Resource": owned[50:], "Condition": org},
		object{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"},
	)
}

// full is as large as a policy may be: prefixes in a bucket, and denials that overlap.
func full(t testing.TB) string {
	var prefixes []string
	for i := range 400 {
		prefixes = append(prefixes, fmt.Sprintf("arn:aws:s3:::corp-data/p%03d-%s/*", i, []string{"alpha", "beta", "gamma"}[i%3]))
	}
	statements := []object{{"Effect": "Allow", "Action": "s3:*", "Resource": prefixes, "Condition": object{"StringEquals": object{"aws:PrincipalOrgID": corp}}}}
	for i := range 30 {
		statements = append(statements, object{
			"Effect": "Deny", "Action": []string{"s3:Delete*", "s3:Put*"}[i%2], "Resource": fmt.Sprintf("arn:aws:s3:::corp-data/p%d*", i),
			"Condition": object{"StringNotEquals": object{"aws:PrincipalTag/team": fmt.Sprintf("team-%d", i%5)}},
		})
	}
	text := policyText(t, statements...)
	if len(text) > 20480 {
		t.Fatalf("%d characters", len(text))
	}
	return text
}

func BenchmarkAsk(b *testing.B) {
	trusted := prove.Trusted{Organizations: []string{corp}}
	for _, c := range []struct{ name, text string }{{"perimeter", perimeter(b)}, {"parameters", parameters(b)}, {"buckets61", buckets(b)}, {"full20KB", full(b)}} {
		d := document(b, c.text)
		for _, q := range []prove.Question{
			{Kind: prove.PrincipalOutside, Trusted: trusted, AllowServices: true},
			{Kind: prove.ResourceOutside, Trusted: trusted, Resources: []string{"arn:aws:s3:::*"}},
			{Kind: prove.AnonymousAccess},
			{Kind: prove.Equivalent, Reference: d},
			{Kind: prove.DeadStatements},
		} {
			q.Endpoints = []match.Endpoint{match.Interface}
			b.Run(c.name+"/"+string(q.Kind), func(b *testing.B) {
				b.ReportAllocs()
				var a prove.Answer
				for b.Loop() {
					a, _ = prove.Ask(d, q)
				}
				if a.Verdict == prove.Undecided {
					b.Fatal(a.Reason)
				}
			})
		}
	}
}

// The words of a service make its actions and what has no resource known.
func BenchmarkVocabulary(b *testing.B) {
	words, err := vocabulary.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	d := document(b, perimeter(b))
	for _, service := range []string{"s3", "sqs", "ec2"} {
		q := prove.Question{Kind: prove.PrincipalOutside, Trusted: prove.Trusted{Organizations: []string{corp}}, AllowServices: true, Vocabulary: words, Service: service}
		b.Run(service, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if a, err := prove.Ask(d, q); err != nil || a.Verdict != prove.Proved {
					b.Fatal(a.Explanation, err)
				}
			}
		})
	}
}

// Families of policies that are the worst for one part each. They end in an answer or in
// undecided, in bounded time.
func BenchmarkWorst(b *testing.B) {
	family := func(n int, element func(int) string) []string {
		var all []string
		for i := range n {
			all = append(all, element(i))
		}
		return all
	}
	for _, c := range []struct {
		name      string
		resources []string
	}{
		{"infixes", family(60, func(i int) string { return fmt.Sprintf("arn:aws:s3:::*word%d*", i) })},
		{"twoInfixes", family(12, func(i int) string { return fmt.Sprintf("arn:aws:s3:::*a%d*b%d*", i, i) })},
		{"earlyWildcards", family(60, func(i int) string { return fmt.Sprintf("arn:aws:ec2:*:*:t%d/*", i) })},
		{"farBack", family(8, func(i int) string { return "arn:aws:s3:::*" + string(rune('a'+i)) + strings.Repeat("?", 12) })},
	} {
		var statements []object
		for i := range c.resources {
			statements = append(statements, object{"Effect": []string{"Allow", "Deny"}[min(i, 1)], "Action": "s3:*", "Resource": c.resources[i]})
		}
		one := document(b, policyText(b, object{"Effect": "Allow", "Action": "s3:*", "Resource": c.resources}))
		many := document(b, policyText(b, statements...))
		b.Run(c.name+"/oneList", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = prove.Ask(one, prove.Question{Kind: prove.NothingAllowed})
			}
		})
		b.Run(c.name+"/statements", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = prove.Ask(many, prove.Question{Kind: prove.NothingAllowed})
			}
		})
	}
}
