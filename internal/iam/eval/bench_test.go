package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

// sized writes a policy of about so many characters, with buckets as in a data perimeter.
func sized(size int) string {
	var b strings.Builder
	b.WriteString(`{"Version":"2012-10-17","Statement":[`)
	for i := 0; b.Len() < size-420; i++ {
		fmt.Fprintf(&b, `{"Sid":"Team%d","Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject","s3:List*"],`+
			`"Resource":["arn:aws:s3:::team-%d-data","arn:aws:s3:::team-%d-data/*","arn:aws:s3:::team-%d-home/${aws:username}/*"],`+
			`"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/team-%d-*"}}},`, i, i, i, i, i)
	}
	b.WriteString(`{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}`)
	return b.String()
}

// last is allowed by no statement, so that all of them are looked at.
func last() eval.Request {
	return get(func(r *eval.Request) {
		r.Resource = "arn:aws:s3:::team-1-home/bob/x"
		r.Context = map[string][]string{
			"aws:PrincipalOrgID": {"o-a1b2c3d4e5"}, "aws:PrincipalArn": {"arn:aws:iam::111122223333:role/team-1-x"},
			"aws:SecureTransport": {"true"}, "aws:username": {"ann"},
		}
	})
}

func sizes(b *testing.B, run func(b *testing.B, text string)) {
	for _, kilobytes := range []int{1, 5, 20} {
		b.Run(fmt.Sprintf("%dKB", kilobytes), func(b *testing.B) {
			b.ReportAllocs()
			run(b, sized(kilobytes*1024))
		})
	}
}

func BenchmarkParse(b *testing.B) {
	sizes(b, func(b *testing.B, text string) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if parse.Parse(text).Document == nil {
				b.Fatal("no document")
			}
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	sizes(b, func(b *testing.B, text string) {
		d := parse.Parse(text).Document
		for b.Loop() {
			if _, err := eval.Compile(d, match.Semantics{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEvaluate(b *testing.B) {
	sizes(b, func(b *testing.B, text string) {
		d, r := parse.Parse(text).Document, last()
		for b.Loop() {
			if got, err := eval.Evaluate(d, r, match.Semantics{}); err != nil || got.Decision != eval.ImplicitDeny {
				b.Fatal(got, err)
			}
		}
	})
}

func BenchmarkDecide(b *testing.B) {
	sizes(b, func(b *testing.B, text string) {
		p, err := eval.Compile(parse.Parse(text).Document, match.Semantics{})
		r := last()
		for b.Loop() {
			if got, errs := p.Decide(r); err != nil || errs != nil || got != eval.ImplicitDeny {
				b.Fatal(got, err, errs)
			}
		}
	})
}
