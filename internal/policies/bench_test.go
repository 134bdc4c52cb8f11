package policies_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
)

// BenchmarkJudge judges the policies of many endpoints: all the same one, as in a fleet, or
// each its own. What is spent must grow as the endpoints do.
func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{1, 100, 1000} {
		for _, kind := range []struct {
			name   string
			policy func(i int) string
		}{
			{"one", func(int) string { return guarded(0) }},
			{"distinct", guarded},
		} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				endpoints := object{}
				for i := range n {
					endpoints[fmt.Sprintf("e%04d", i)] = s3(kind.policy(i))
				}
				p := read(b, object{"trusted": trusted, "services": []string{"ecr.api", "ecr.dkr", "s3"}, "endpoints": endpoints})
				b.ReportAllocs()
				for b.Loop() {
					if _, err := policies.Judge(p); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// guarded is a policy of a usual size: five statements, one of them about a bucket of its own.
func guarded(i int) string {
	mine := `"Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111"}}`
	return policy(
		allow(`"Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"], "Resource": "*", `+mine),
		allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"`),
		allow(fmt.Sprintf(`"Action": "s3:DeleteObject", "Resource": ["arn:aws:s3:::example-%d/*", "arn:aws:s3:::example-%d-logs/*"], `, i, i)+mine),
		deny(`"Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}`),
		deny(fmt.Sprintf(`"Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::example-%d/keep/*"`, i)),
	)
}

// BenchmarkJudgeLarge judges a policy that nearly fills what AWS takes.
func BenchmarkJudgeLarge(b *testing.B) {
	buckets := make([]string, 380)
	for i := range buckets {
		buckets[i] = fmt.Sprintf(`"arn:aws:s3:::example-bucket-of-team-%04d/*"`, i)
	}
	text := policy(allow(`"Action": "s3:GetObject", "Resource": [` + strings.Join(buckets, ", ") + `], "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}`))
	p := read(b, on(text, object{"trusted": trusted}))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := policies.Judge(p); err != nil {
			b.Fatal(err)
		}
	}
}
