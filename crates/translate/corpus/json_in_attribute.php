<div data-x='<?php echo json_encode(["a" => ">", 'b' => "it's"]); ?>' title='Nothing ends early'>Inside</div>
