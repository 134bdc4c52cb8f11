package design_test

import (
	"fmt"
	"strings"
	"testing"
)

// private is a private VPC with three zones, services as given.
func private(services []string, more string) string {
	var subnets, tables []string
	for i, letter := range []string{"a", "b", "c"} {
		subnets = append(subnets, fmt.Sprintf(`"%s": {"id": "subnet-%s", "availability_zone_id": "use1-az%d", "cidr_block": "10.0.%d.0/24", "route_table": "%s"}`, letter, letter, i+1, i, letter))
		tables = append(tables, fmt.Sprintf(`"%s": {"id": "rtb-%s", "routes": []}`, letter, letter))
	}
	return fmt.Sprintf(`{"region": "us-east-1", "services": ["%s"], "vpc": {"id": "vpc-1", "cidr_block": "10.0.0.0/16", "enable_dns_support": true, "enable_dns_hostnames": true},
		"existing_endpoints": {}, "security_group_ids": ["sg-1"], "subnets": {%s}, "route_tables": {%s}%s}`,
		strings.Join(services, `", "`), strings.Join(subnets, ", "), strings.Join(tables, ", "), more)
}

// some are services with an interface endpoint.
var some = []string{
	"s3", "dynamodb", "ecr.api", "ecr.dkr", "logs", "monitoring", "sts", "ssm", "ssmmessages", "ec2messages", "kms", "secretsmanager", "sqs", "sns",
	"events", "states", "lambda", "ecs", "ecs-agent", "ecs-telemetry", "eks", "elasticloadbalancing", "autoscaling", "ec2", "athena", "glue",
	"kinesis-streams", "kinesis-firehose", "codebuild", "codepipeline", "cloudformation", "elasticache", "rds", "xray", "backup", "batch", "servicediscovery",
	"elasticfilesystem", "textract", "rekognition",
}

func BenchmarkMake(b *testing.B) {
	for _, bench := range []struct {
		name, text string
	}{
		{"10", private(some[:10], "")},
		{"40", private(some, "")},
		{"40, with policies", private(some, `, "trusted": {"organization_ids": ["o-a1b2c3d4e5"]}`)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			in := parsed(b, bench.text)
			b.ReportAllocs()
			for b.Loop() {
				if _, errs := try(b, in); len(errs) > 0 {
					b.Fatal(errs)
				}
			}
		})
	}
}
