package owned_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
)

func TestFor(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		services, workloads []string
		region, partition   string
		id                  string
		want                []owned.Resource
	}{
		"by a service": {
			services: []string{"ecr.dkr"}, region: "eu-west-1", partition: "aws", id: "ecr-layers",
			want: []owned.Resource{{
				EndpointService: "s3", Actions: []string{"s3:GetObject"}, AnyCaller: true, Callers: owned.Anyone, Required: true,
				ResourceARNs: []string{"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"},
			}},
		},
		"by a workload, in another partition": {
			workloads: []string{"ecs_fargate_pull"}, region: "us-gov-west-1", partition: "aws-us-gov", id: "ecr-layers",
			want: []owned.Resource{{
				EndpointService: "s3", Actions: []string{"s3:GetObject"}, AnyCaller: true, Callers: owned.Anyone, Required: true,
				ResourceARNs: []string{"arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*"},
			}},
		},
		"in a partition no source names": {
			services: []string{"ecr.dkr"}, region: "cn-north-1", partition: "aws-cn", id: "ecr-layers",
		},
		"not asked for": {
			services: []string{"sqs"}, workloads: []string{"dms_private"}, region: "eu-west-1", partition: "aws", id: "ecr-layers",
		},
		"a name of its own in each Region": {
			services: []string{"ssm"}, region: "me-south-1", partition: "aws", id: "ssm-patch-snapshots",
			want: []owned.Resource{{
				EndpointService: "s3", Actions: []string{"s3:GetObject"}, AnyCaller: true, Callers: owned.Anyone,
				ResourceARNs: []string{"arn:aws:s3:::patch-baseline-snapshot-me-south-1-uduvl7q8/*"},
			}},
		},
		"a Region without a name": {
			services: []string{"codeartifact.api"}, region: "ca-central-1", partition: "aws", id: "codeartifact-assets",
		},
		"a Region outside the list": {
			services: []string{"codedeploy"}, region: "ca-west-1", partition: "aws", id: "codedeploy-agent",
		},
		"a Region that departs from the rule": {
			workloads: []string{"elasticbeanstalk_private"}, region: "cn-north-1", partition: "aws-cn", id: "elasticbeanstalk-platform-assets",
			want: []owned.Resource{{
				EndpointService: "s3", Actions: []string{"s3:GetObject"}, Callers: owned.Signed, Required: true,
				ResourceARNs: []string{"arn:aws-cn:s3:::elasticbeanstalk-platform-assets-public-beta-cn-north-1/*"},
			}},
		},
		"a Region without its dashes": {
			services: []string{"cloudformation"}, region: "us-west-2", partition: "aws", id: "cloudformation-custom-resources",
			want: []owned.Resource{{
				EndpointService: "s3", Actions: []string{"s3:GetObject", "s3:PutObject"}, AnyCaller: true, Callers: owned.Anyone,
				ResourceARNs: []string{"arn:aws:s3:::cloudformation-custom-resource-response-uswest2/*"},
			}},
		},
		"through two endpoints": {
			workloads: []string{"eks_private_cluster"}, region: "cn-north-1", partition: "aws-cn", id: "eks-addon-images",
			want: []owned.Resource{
				{
					EndpointService: "ecr.api", Actions: []string{"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"}, Callers: owned.Signed,
					ResourceARNs: []string{"arn:aws-cn:ecr:cn-north-1:918309763551:repository/*"},
				},
				{
					EndpointService: "ecr.dkr", Actions: []string{"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"}, Callers: owned.Signed,
					ResourceARNs: []string{"arn:aws-cn:ecr:cn-north-1:918309763551:repository/*"},
				},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []owned.Resource
			for _, r := range embedded(t).For(tc.services, tc.workloads, tc.region, tc.partition) {
				if r.ID == tc.id {
					if len(r.Sources) == 0 {
						t.Error("no source")
					}
					r.ID, r.Sources = "", nil
					got = append(got, r)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is asked for is either named or said to be unknown, in every Region there is.
func TestForAndUnknown(t *testing.T) {
	t.Parallel()
	c, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	arn := regexp.MustCompile(`^arn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]+|\*|):([0-9]{12}|aws|):[^{}:]+$`)
	b := embedded(t)
	for _, code := range c.RegionCodes("") {
		region, _ := c.Region(code)
		seen := map[string]bool{}
		all := b.For(c.Keys(), c.WorkloadNames(), code, region.Partition)
		if !slices.IsSortedFunc(all, func(x, y owned.Resource) int {
			return strings.Compare(x.ID+" "+x.EndpointService, y.ID+" "+y.EndpointService)
		}) {
			t.Errorf("%s: not in order", code)
		}
		for _, r := range all {
			seen[r.ID] = true
			for _, one := range r.ResourceARNs {
				if !arn.MatchString(one) || !strings.HasPrefix(one, "arn:"+region.Partition+":") {
					t.Errorf("%s: %s is no ARN of %s", r.ID, one, region.Partition)
				}
			}
			if r.AnyCaller != (r.Callers == owned.Anyone) {
				t.Errorf("%s: any caller is %v, callers are %s", r.ID, r.AnyCaller, r.Callers)
			}
		}
		for _, f := range b.Unknown(c.Keys(), c.WorkloadNames(), code, region.Partition) {
			if seen[f.ID] {
				t.Errorf("%s: %s is known and not", code, f.ID)
			}
			seen[f.ID] = true
		}
		if len(seen) != len(b.All()) {
			t.Errorf("%s: %d facts of %d", code, len(seen), len(b.All()))
		}
	}
}

func TestNobodyChangesTheBook(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	before := b.All()
	for _, f := range b.All() {
		f.Services[0], f.Actions[0], f.Sources[0].ID = "x", "x", "x"
		for region := range f.ByRegion {
			f.ByRegion[region][0] = "x"
		}
	}
	for _, r := range b.For([]string{"ecr.dkr", "ssm"}, nil, "eu-west-1", "aws") {
		r.Actions[0], r.ResourceARNs[0], r.Sources[0].ID = "x", "x", "x"
	}
	if diff := cmp.Diff(before, b.All()); diff != "" {
		t.Error(diff)
	}
}
