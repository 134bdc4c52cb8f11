package main

// amendedTypes corrects types of global keys where the package differs from AWS's page of
// global condition keys.
var amendedTypes = map[string]string{
	"aws:SourceVpcArn": "ARN", // "works with ARN operators"
}

// amendedResources adds resource types that AWS's own policies give to actions for which its
// reference lists none, by action. The value is the ARN pattern of the type.
var amendedResources = map[string]map[string]string{
	// The sample policies for Session Manager limit users to their own sessions:
	// https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
	"ssmmessages:OpenDataChannel": {"session": "arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}"},
}

// permissionOnly lists actions that AWS's service authorization reference marks as
// permission only, for services whose endpoint policies are commonly written by hand. The
// package does not carry that mark.
var permissionOnly = map[string]bool{
	"dynamodb:ConditionCheckItem":         true,
	"dynamodb:PartiQLDelete":              true,
	"dynamodb:PartiQLInsert":              true,
	"dynamodb:PartiQLSelect":              true,
	"dynamodb:PartiQLUpdate":              true,
	"ecr:BatchImportUpstreamImage":        true,
	"ecr:ReplicateImage":                  true,
	"iam:PassRole":                        true,
	"logs:CreateLogDelivery":              true,
	"logs:DeleteLogDelivery":              true,
	"logs:GetLogDelivery":                 true,
	"logs:ListLogDeliveries":              true,
	"logs:UpdateLogDelivery":              true,
	"s3:BypassGovernanceRetention":        true,
	"s3:InitiateReplication":              true,
	"s3:ObjectOwnerOverrideToBucketOwner": true,
	"s3:ReplicateDelete":                  true,
	"s3:ReplicateObject":                  true,
	"s3:ReplicateTags":                    true,
	"sts:SetContext":                      true,
	"sts:SetSourceIdentity":               true,
	"sts:TagSession":                      true,
}
