package rules

// dependencyRules say which services need each other's endpoints.
var dependencyRules = []Rule{
	{
		ID: "DEP-01", Severity: Error,
		Title:  "Private image pulls need ecr.api, ecr.dkr and S3",
		Why:    "ECR hands out image layers from S3. Without one of the three the pull fails; only Fargate up to platform version 1.3.0 does without ecr.api.",
		Fix:    "Add the missing endpoint; for S3 the gateway endpoint is enough.",
		Source: pageECR,
	},
	{
		ID: "DEP-02", Severity: Error,
		Title:  "Dual-stack ECR endpoints need a dual-stack S3 endpoint",
		Why:    "The layers then come from the dual-stack name of S3, which an IPv4 endpoint does not serve.",
		Fix:    "Set ip_address_type of the S3 endpoint to dualstack.",
		Source: pageECR,
	},
	{
		ID: "DEP-03", Severity: Warning, DocumentationOnly: true,
		Title:  "The first pull through a pull-through cache needs a way out",
		Why:    "ECR fetches the image from the upstream registry on the first pull, which endpoints do not carry.",
		Fix:    "Make the first pull from a network with a NAT gateway, or keep one.",
		Source: pageECR,
	},
	{
		ID: "DEP-04", Severity: Error,
		Title:  "ECS on EC2 needs the endpoints of its agent",
		Why:    "The agent on a container instance reaches ECS through ecs, ecs-agent and ecs-telemetry, and needs all three in Regions opened after 23 December 2023. The awslogs driver needs logs.",
		Fix:    "Add the missing endpoints, or a way out for the container instances.",
		Source: pageECS,
	},
	{
		ID: "DEP-05", Severity: Error,
		Title:  "A private EKS cluster needs the endpoints of its nodes and add-ons",
		Why:    "Nodes that cannot reach ec2, ECR, S3 and, with IAM roles for service accounts, sts do not join or do not start pods. Other endpoints depend on the features in use.",
		Fix:    "Add the missing endpoints, and those of the optional parts that the cluster uses.",
		Source: pageEKS,
	},
	{
		ID: "DEP-06", Severity: Error,
		Title:  "Systems Manager needs ssm and ssmmessages",
		Why:    "Without them an instance in a subnet with no way out never becomes manageable. ec2messages is needed by old agents only, and S3, logs and kms by features that use them.",
		Fix:    "Add the missing endpoints; add ec2messages where agents are old.",
		Source: pageServices,
	},
	{
		ID: "DEP-07", Severity: Info,
		Title:  "The list of services decides where pages of AWS differ",
		Why:    "Guides of single services may say that another service has no endpoint although the list of services names one by now.",
		Fix:    "Follow the catalogue, and check the service in your Region.",
		Source: pageServices,
	},
	{
		ID: "DEP-08", Severity: Error,
		Title:  "A service must be named by the key of its endpoint",
		Why:    "Endpoint names often differ from product names: Kinesis Data Streams is kinesis-streams, CloudWatch metrics is monitoring. A name built from the product does not exist.",
		Fix:    "Use the catalogue key, or one of its aliases.",
		Source: pageServices,
	},
}
