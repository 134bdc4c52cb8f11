package compose_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

func BenchmarkCompose(b *testing.B) {
	everybody := prove.Trusted{
		Organizations: []string{corp}, Accounts: []string{"111122223333", "444455556666"}, Paths: []string{"o-bbbbbbbbbb/r-cd34/"},
	}
	for name, in := range map[string]compose.Input{
		"s3 for one organization": {Services: services(b, "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: prove.Trusted{Organizations: []string{corp}}},
		"s3 for session manager": {
			Services: services(b, "s3"), Region: "ap-northeast-2", Partition: "aws", Workloads: []string{"session_manager"},
			Trusted: prove.Trusted{Organizations: []string{corp}}, Resources: []string{"arn:aws:s3:::data", "arn:aws:s3:::data/*"},
		},
		"image pulls at three endpoints": {Services: services(b, "ecr.api", "ecr.dkr", "s3"), Region: "ap-northeast-2", Partition: "aws", Trusted: prove.Trusted{Accounts: []string{"111111111111"}}},
		"ssm for everybody":              {Services: services(b, "ssm"), Region: "ap-northeast-2", Partition: "aws", Trusted: everybody, AllowServices: true},
		"ec2 by ARN":                     {Services: services(b, "ec2"), Region: "ap-northeast-2", Partition: "aws", Trusted: prove.Trusted{Organizations: []string{corp}}, Resources: []string{"arn:aws:ec2:*:111122223333:instance/*"}},
		"near the limit":                 nearLimit(b),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var d compose.Document
			for b.Loop() {
				d = composed(b, in)
			}
			b.ReportMetric(float64(d.Size), "characters")
		})
	}
}
