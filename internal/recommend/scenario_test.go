package recommend_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// TestScenarios holds the scenarios' answers, as far as types, names and findings go, exactly.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ask   recommend.Request
		types []string
		found []string
	}{
		"S01 private EKS in Seoul": {
			ask: recommend.Request{Region: "ap-northeast-2", Workloads: map[string][]string{"eks_private_cluster": {"eks", "elasticloadbalancing", "logs"}}},
			types: []string{
				"ec2/interface com.amazonaws.ap-northeast-2.ec2",
				"ecr.api/interface com.amazonaws.ap-northeast-2.ecr.api",
				"ecr.dkr/interface com.amazonaws.ap-northeast-2.ecr.dkr",
				"eks/interface com.amazonaws.ap-northeast-2.eks",
				"elasticloadbalancing/interface com.amazonaws.ap-northeast-2.elasticloadbalancing",
				"logs/interface com.amazonaws.ap-northeast-2.logs",
				"s3/gateway com.amazonaws.ap-northeast-2.s3",
				"sts/interface com.amazonaws.ap-northeast-2.sts",
			},
			found: []string{"warning REG-26 sts", "info DEP-05 eks_private_cluster"},
		},
		"S01 without S3": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"ecr"}},
			types: []string{"ecr.api/interface com.amazonaws.ap-northeast-2.ecr.api", "ecr.dkr/interface com.amazonaws.ap-northeast-2.ecr.dkr"},
			found: []string{"error DEP-01 s3"},
		},
		"S03 S3 from on premises and from the VPC": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3"}, Callers: []string{"vpc", "on_premises"}},
			types: []string{"s3/gateway com.amazonaws.ap-northeast-2.s3", "s3/interface com.amazonaws.ap-northeast-2.s3"},
			found: []string{"info DNS-09 s3", "info DNS-14 on_premises", "info GW-10 s3", "info GW-22 s3", "info SG-05 on_premises"},
		},
		"S08 a bucket in another Region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3@us-west-2"}},
			types: []string{"s3/interface@us-west-2 com.amazonaws.us-west-2.s3 us-west-2"},
			found: []string{
				"warning COST-08 s3@us-west-2", "warning REG-06 s3@us-west-2", "warning REG-13 s3@us-west-2", "warning REG-15 s3@us-west-2",
				"info REG-04 s3@us-west-2", "not checked DNS-07 s3@us-west-2",
			},
		},
		"S08 by service_region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3"}, Options: map[string]recommend.Option{"s3": {ServiceRegion: "us-west-2"}}},
			types: []string{"s3/interface@us-west-2 com.amazonaws.us-west-2.s3 us-west-2"},
			found: []string{
				"warning COST-08 s3@us-west-2", "warning REG-06 s3@us-west-2", "warning REG-13 s3@us-west-2", "warning REG-15 s3@us-west-2",
				"info REG-04 s3@us-west-2", "not checked DNS-07 s3@us-west-2",
			},
		},
		"S08 a table in another Region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"dynamodb@us-west-2"}},
			types: []string{}, found: []string{"error REG-03 dynamodb@us-west-2"},
		},
		"S08 a copy between Regions": {
			ask:   recommend.Request{Region: "ap-northeast-2", Targets: map[string]recommend.Target{"archive": {Service: "s3", CopySourceRegion: "us-west-2"}}},
			types: []string{"s3/gateway com.amazonaws.ap-northeast-2.s3"}, found: []string{"error REG-25 archive"},
		},
		"S10 an endpoint service in another account and Region": {
			ask: recommend.Request{Region: "ap-northeast-2", EndpointServices: map[string]recommend.EndpointService{"orders": {
				ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa", Owner: "222222222222", SupportedRegions: []string{"us-east-1"},
				AcceptanceRequired: yes(), Ports: []int{443},
			}}},
			types: []string{"orders/interface@us-east-1 com.amazonaws.vpce.us-east-1.vpce-svc-0aaa us-east-1"},
			found: []string{"error REG-09 orders", "warning COST-08 orders", "warning REG-06 orders", "info ACC-04 orders", "info REG-04 orders"},
		},
		"S11 China": {
			ask: recommend.Request{Region: "cn-north-1", Services: []string{"ec2", "ecr.api", "ecr.dkr", "sts", "logs", "s3"}},
			types: []string{
				"ec2/interface cn.com.amazonaws.cn-north-1.ec2",
				"ecr.api/interface cn.com.amazonaws.cn-north-1.ecr.api",
				"ecr.dkr/interface cn.com.amazonaws.cn-north-1.ecr.dkr",
				"logs/interface com.amazonaws.cn-north-1.logs",
				"s3/gateway com.amazonaws.cn-north-1.s3",
				"sts/interface cn.com.amazonaws.cn-north-1.sts",
			},
			found: []string{"warning REG-26 sts"},
		},
		"S11 a hard-coded name": {
			ask:   recommend.Request{Region: "cn-north-1", Services: []string{"com.amazonaws.cn-north-1.ec2"}},
			types: []string{"ec2/interface cn.com.amazonaws.cn-north-1.ec2"}, found: []string{"error REG-20 ec2"},
		},
		"S11 a commercial Region": {
			ask:   recommend.Request{Region: "cn-north-1", Services: []string{"kms@us-east-1"}},
			types: []string{}, found: []string{"error REG-05 kms@us-east-1"},
		},
		"M01 DynamoDB with private DNS": {
			ask: recommend.Request{Region: "us-east-1", Services: []string{"dynamodb"}, Options: map[string]recommend.Option{
				"dynamodb": {VPCEndpointTypes: []string{"Interface"}, PrivateDNSEnabled: yes()},
			}},
			types: []string{"dynamodb/interface com.amazonaws.us-east-1.dynamodb"}, found: []string{"error DNS-05 dynamodb", "warning DNS-10 dynamodb"},
		},
		"M02 sqs as a gateway": {
			ask:   recommend.Request{Region: "us-east-1", Services: []string{"sqs"}, Options: map[string]recommend.Option{"sqs": {VPCEndpointTypes: []string{"Gateway"}}}},
			types: []string{}, found: []string{"error GW-01 sqs"},
		},
		"M10 a multi-Region access point called s3": {
			ask: recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{
				"global": {Service: "s3", ARN: "arn:aws:s3::111111111111:accesspoint/mfzwi23gnjvgw.mrap"},
			}},
			types: []string{"s3-global.accesspoint/interface com.amazonaws.s3-global.accesspoint"},
			found: []string{"error REG-29 global", "info ACC-01 global"},
		},
		"M17 a private API from on premises": {
			ask:   recommend.Request{Region: "us-east-1", Services: []string{"execute-api"}, Callers: []string{"on_premises"}},
			types: []string{"execute-api/interface com.amazonaws.us-east-1.execute-api"},
			found: []string{"warning DNS-12 execute-api", "info DNS-14 on_premises", "info SG-05 on_premises"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tc.ask)
			if diff := cmp.Diff(tc.types, types(got)); diff != "" {
				t.Errorf("endpoints (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.found, found(got)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}
